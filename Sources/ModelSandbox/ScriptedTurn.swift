package import JSON

/// One answer of a scripted model: what it says, and the tools it asks for.
package struct ScriptedTurn: Sendable {
    package enum Block: Sendable {
        case text(String)
        /// A tool and its input; `{cwd}` in any string of it becomes the folder the request names.
        case tool(name: String, input: JSONValue)
    }

    /// An answer that is an error instead: HTTP status, the API's error type, and its message.
    package struct Refusal: Sendable {
        package var status: Int
        package var type: String
        package var message: String
        package var headers: [(name: String, value: String)]

        package init(status: Int, type: String, message: String, headers: [(name: String, value: String)] = []) {
            self.status = status
            self.type = type
            self.message = message
            self.headers = headers
        }
    }

    package var blocks: [Block]
    package var refusal: Refusal?

    package init(_ blocks: Block...) { self.blocks = blocks }

    package init(refusing refusal: Refusal) {
        blocks = []
        self.refusal = refusal
    }

    var stopReason: String {
        blocks.contains { if case .tool = $0 { true } else { false } } ? "tool_use" : "end_turn"
    }
}
