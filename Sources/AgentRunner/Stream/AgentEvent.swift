/// One thing an agent reported about itself, read from a line of its output.
package enum AgentEvent: Hashable, Sendable {
    case initialised(AgentSession)
    /// Words of the model.
    case text(String)
    /// A tool call began; `subject` is the file, command or pattern it is about, on one line and shortened.
    case toolUse(name: String, subject: String)
    case toolResult(isError: Bool)
    case permissionDenied(tool: String, message: String)
    /// The agent waits before it asks the model again; no status means that the connection failed.
    case retrying(attempt: Int, status: Int?, delay: Duration, error: String)
    case rateLimit(RateLimitNotice)
    /// The model could not be asked; `error` is the agent's word for why, such as `billing_error`.
    case apiError(error: String, status: Int?)
    case result(AgentResult)
    /// Bytes of output that were not kept.
    case omitted(bytes: Int)
    /// A kind HookBot has no use for.
    case other(type: String)
    /// A line that is no message, and why.
    case malformed(String)
}

/// What an agent says about its session when it starts.
package struct AgentSession: Hashable, Sendable {
    package let identifier: String
    package let model: String
    package let tools: [String]
    package let version: String

    package init(identifier: String, model: String, tools: [String], version: String) {
        self.identifier = identifier
        self.model = model
        self.tools = tools
        self.version = version
    }
}
