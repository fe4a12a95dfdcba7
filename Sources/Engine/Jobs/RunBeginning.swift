internal import AgentRunner
internal import Configuration

/// A run that is recorded and not started yet.
struct RunBeginning: Sendable {
    let run: Int64
    let sessionID: String
    let isResumed: Bool
    let account: AccountSettings?

    var session: ClaudeSession { isResumed ? .resume(sessionID) : .new(sessionID) }
}
