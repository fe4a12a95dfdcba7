/// On which branch an agent works.
package enum AgentMode: String, Sendable, CaseIterable {
    /// On one of its own, for a new pull request.
    case newBranch = "new-branch"
    /// On the pull request's own branch, in the conversation that made it: answers what was said there.
    case resume
}
