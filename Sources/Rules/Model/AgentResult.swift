/// What an agent is asked to leave behind.
package enum AgentResult: String, Sendable, CaseIterable {
    case pullRequest = "pull-request"
    /// A comment, no change.
    case answer
    case either
}
