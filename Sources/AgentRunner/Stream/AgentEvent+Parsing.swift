internal import JSON

extension AgentEvent {
    /// What a line of stream-JSON says; several events where a message has several parts. `tree` is cut off file paths.
    static func parse(_ line: LineSplitter.Line, tree: String) -> [AgentEvent] {
        if line.bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return [] }
        guard !line.isCut else { return [.malformed("the line is longer than a message may be")] }
        guard JSONDepth.isWithinLimit(line.bytes) else { return [.malformed("nested deeper than \(JSONDepth.limit)")] }
        let value: JSONValue
        do {
            // Bytes that are no UTF-8 become replacement characters, as a JSON parser refuses them.
            value = try JSONValue(parsing: String(decoding: line.bytes, as: UTF8.self))
        } catch {
            return [.malformed(error.message)]
        }
        guard let type = value["type"]?.string else { return [.malformed("a message without a type")] }
        switch type {
        case "system": return [system(value)]
        case "assistant" where value["is_api_error_message"]?.bool == true: return apiError(value)
        case "assistant": return content(value).compactMap { assistant($0, tree: tree) }.orOther(type)
        case "user": return content(value).compactMap(toolResult).orOther(type)
        case "rate_limit_event": return [.rateLimit(RateLimitNotice(value["rate_limit_info"] ?? .null))]
        case "result": return [.result(AgentResult(value))]
        case OmissionMark.type: return [.omitted(bytes: Int(clamping: value["bytes"]?.integer ?? 0))]
        default: return [.other(type: DisplayText.oneLine(type, length: 60))]
        }
    }

    private static func content(_ value: JSONValue) -> [JSONValue] { value.at("message", "content")?.array ?? [] }

    private static func system(_ value: JSONValue) -> AgentEvent {
        let subtype = value["subtype"]?.string ?? ""
        switch subtype {
        case "init":
            return .initialised(
                AgentSession(
                    identifier: value["session_id"]?.string ?? "", model: value["model"]?.string ?? "",
                    tools: (value["tools"]?.array ?? []).compactMap(\.string),
                    version: value["claude_code_version"]?.string ?? ""))
        case "permission_denied":
            return .permissionDenied(
                tool: value["tool_name"]?.string ?? "", message: DisplayText.oneLine(value["message"]?.string ?? ""))
        case "api_retry":
            let delay = max(0, min(value["retry_delay_ms"]?.double ?? 0, 86_400_000))
            return .retrying(
                attempt: Int(clamping: value["attempt"]?.integer ?? 0),
                status: value["error_status"]?.integer.map { Int(clamping: $0) }, delay: .milliseconds(Int64(delay)),
                error: DisplayText.oneLine(value["error"]?.string ?? "", length: 60))
        default: return .other(type: "system/\(DisplayText.oneLine(subtype, length: 60))")
        }
    }

    private static func apiError(_ value: JSONValue) -> [AgentEvent] {
        let error = value["api_error"]?.string ?? value["error"]?.string ?? value["api_error_type"]?.string ?? ""
        let event = AgentEvent.apiError(
            error: DisplayText.oneLine(error, length: 60), status: value["api_error_status"]?.integer.map { Int(clamping: $0) })
        guard let limit = value.at("api_error_params", "rate_limit_info") else { return [event] }
        return [.rateLimit(RateLimitNotice(limit)), event]
    }

    private static func assistant(_ part: JSONValue, tree: String) -> AgentEvent? {
        switch part["type"]?.string {
        case "text": .text(DisplayText.clean(part["text"]?.string ?? ""))
        case "tool_use":
            .toolUse(
                name: DisplayText.oneLine(part["name"]?.string ?? "", length: 60),
                subject: subject(of: part["input"] ?? .null, tree: tree))
        default: nil
        }
    }

    private static func toolResult(_ part: JSONValue) -> AgentEvent? {
        guard part["type"]?.string == "tool_result" else { return nil }
        return .toolResult(isError: part["is_error"]?.bool ?? false)
    }

    private static func subject(of input: JSONValue, tree: String) -> String {
        let names = ["file_path", "notebook_path", "command", "pattern", "path", "url", "query", "description"]
        guard let text = names.lazy.compactMap({ input[$0]?.string }).first else { return "" }
        let isBelowTree = !tree.isEmpty && text.hasPrefix(tree + "/")
        return DisplayText.oneLine(isBelowTree ? String(text.dropFirst(tree.count + 1)) : text)
    }
}

extension [AgentEvent] {
    /// A message none of whose parts means anything here still counts.
    fileprivate func orOther(_ type: String) -> [AgentEvent] { isEmpty ? [.other(type: type)] : self }
}
