internal import JSON

/// What the body of a request would have the model's service do beyond answering: fetch addresses, run code, speak to other
/// servers. That would be a way out of the sandbox for whatever the agent has read.
enum RequestContent {
    /// Tools of the Messages API that the client itself runs, by the beginning of their type; anything else with a type is run
    /// by the service (https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview).
    private static let clientTools = ["custom", "bash_", "text_editor_", "computer_", "memory_", "tool_search_tool_"]

    /// Why this body may not be sent; nil where it may.
    ///
    /// - Parameter serviceTools: the beginnings of further types that the owner allows, such as `web_search_`.
    static func refusal(of body: [UInt8], serviceTools: [String]) -> String? {
        // The parser refuses a key that stands twice, which two readers could understand differently.
        guard let request = try? JSONValue(parsing: body), request.object != nil else {
            return "the body of a request must be one JSON object"
        }
        for key in ["mcp_servers", "container"] where request[key].map({ !$0.isNull }) == true {
            return "'\(key)' would have the model's service speak to others"
        }
        for tool in request["tools"]?.array ?? [] {
            guard let type = tool["type"] else { continue }
            let name = type.string ?? type.text()
            if !(clientTools + serviceTools).contains(where: name.hasPrefix) {
                return "the tool '\(name)' is run by the model's service, which this agent may not use"
            }
        }
        let messages = (request["messages"]?.array ?? []).compactMap { $0["content"] } + [request["system"] ?? .null]
        return messages.contains(where: names(addressIn:)) ? "content by address would have the model's service fetch it" : nil
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
