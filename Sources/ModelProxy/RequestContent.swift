internal import JSON

/// The body of a request: what it would have the model's service do beyond answering (fetch addresses, run code, speak to other
/// servers: ways out of the sandbox for whatever the agent has read), and what its answer may cost.
struct RequestContent {
    private let request: JSONValue
    private let bytes: Int

    /// Nil unless the body is one JSON object. The parser refuses a key that stands twice, which two readers could understand
    /// differently.
    init?(_ body: [UInt8]) {
        guard let value = try? JSONValue(parsing: body), value.object != nil else { return nil }
        request = value
        bytes = body.count
    }

    /// No answer costs more by the list prices: hardly a token has fewer than three bytes, and none is left out of the context.
    var highestCostUSD: Double {
        let answer = min(max(request["max_tokens"]?.integer ?? Self.mostTokens, 0), Self.mostTokens)
        let usage = ModelUsage(
            output: Int(answer), cacheCreation: min(bytes / 3, Int(Self.mostTokens)))
        return ModelPrice.of(request["model"]?.string ?? "").cost(of: usage)
    }

    /// The largest context there is.
    private static let mostTokens: Int64 = 1_000_000

    /// Tools of the Messages API that the client itself runs, by the beginning of their type; anything else with a type is run
    /// by the service (https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview).
    private static let clientTools = ["custom", "bash_", "text_editor_", "computer_", "memory_", "tool_search_tool_"]

    /// Why this body may not be sent; nil where it may.
    ///
    /// - Parameter serviceTools: the beginnings of further types that the owner allows, such as `web_search_`.
    func refusal(serviceTools: [String]) -> String? {
        for key in ["mcp_servers", "container"] where request[key].map({ !$0.isNull }) == true {
            return "'\(key)' would have the model's service speak to others"
        }
        for tool in request["tools"]?.array ?? [] {
            guard let type = tool["type"] else { continue }
            let name = type.string ?? type.text()
            if !(Self.clientTools + serviceTools).contains(where: name.hasPrefix) {
                return "the tool '\(name)' is run by the model's service, which this agent may not use"
            }
        }
        let messages = (request["messages"]?.array ?? []).compactMap { $0["content"] } + [request["system"] ?? .null]
        return messages.contains(where: Self.names(addressIn:))
            ? "content by address would have the model's service fetch it" : nil
    }

    /// Whether a block, or one inside it, is to be fetched from somewhere.
    private static func names(addressIn content: JSONValue) -> Bool {
        switch content {
        case .array(let blocks): blocks.contains(where: names(addressIn:))
        case .object(let block):
            // What a tool was asked for is the tool's business; the service reads it as words.
            block["type"] != "tool_use"
                && (block["source"]?["type"] == "url"
                    || ["content", "source"].contains { block[$0].map(names(addressIn:)) ?? false })
        default: false
        }
    }
}
