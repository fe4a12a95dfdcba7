internal import AgentRunner
internal import JSON
internal import Storage

/// One event of an agent as a line of the job's log; nil for what a reader has no use for.
func logEntry(for event: AgentEvent, run: Int64) -> NewLogEntry? {
    let step = JobStepName.agent.rawValue
    func entry(
        _ content: String, _ name: String, stream: LogStream = .system, level: LogLevel = .info, fields: JSONValue? = nil
    ) -> NewLogEntry {
        NewLogEntry(stream, content, level: level, event: name, fields: fields, run: run, step: step)
    }
    switch event {
    case .initialised(let session):
        return entry(
            "agent started: \(session.model), \(session.version)", "started", fields: ["session": .string(session.identifier)])
    case .text(let text): return entry(text, "text", stream: .stdout)
    case .toolUse(let name, let subject):
        return entry("\(name) \(subject)", "tool_use", fields: ["tool": .string(name), "subject": .string(subject)])
    case .toolResult(let isError): return isError ? entry("the tool failed", "tool_error", level: .warning) : nil
    case .permissionDenied(let tool, let message):
        return entry("\(tool) denied: \(message)", "permission_denied", level: .warning)
    case .retrying(let attempt, let status, let delay, let error):
        let why = status.map { "HTTP \($0)" } ?? "no connection"
        return entry(
            "the model did not answer (\(error), \(why)); try \(attempt) after \(delay.forPeople)", "retrying", level: .warning)
    case .rateLimit(let notice):
        guard notice.status == .rejected else { return nil }
        let until = notice.resetsAt.map { " until \($0)" } ?? ""
        return entry("the account's limit is reached\(until)", "rate_limit", level: .warning)
    case .apiError(let error, let status):
        return entry("the model refused: \(error) \(status.map { "(HTTP \($0))" } ?? "")", "api_error", level: .error)
    case .result(let result): return entry("agent ended after \(result.turns) turns", "result")
    case .omitted(let bytes): return entry("\(bytes) bytes of output were left out", "omitted", level: .warning)
    case .malformed(let why): return entry("a line that is no message: \(why)", "malformed", level: .warning)
    case .other: return nil
    }
}
