internal import AgentRunner
internal import Configuration

/// A run that is recorded and not started yet.
struct RunBeginning: Sendable {
    let run: Int64
    let sessionID: String
    let isResumed: Bool
    let account: AccountSettings?
    /// What it may cost at most, by every budget.
    let maximumCostUSD: Double?
    /// What the agent itself is told that its job may still take.
    let budget: AgentBudget

    var session: ClaudeSession { isResumed ? .resume(sessionID) : .new(sessionID) }
}
