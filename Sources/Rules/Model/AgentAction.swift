/// Let an agent work on what the event is about.
package struct AgentAction: Sendable, Equatable {
    /// The name of an `[agent.NAME]`.
    package var use: String
    /// Instead of the agent's own prompt.
    package var prompt: Template?
    package var result: AgentResult
    /// Whether a pull request starts as a draft.
    package var draft: Bool
    /// Of the pull request.
    package var labels: [Template]
    package var reviewers: [Template]
    /// Globs of guarded paths that its change may touch all the same.
    package var allowedPaths: [String] = []
    package var mode: AgentMode
    package var threads: ThreadReply
    /// The branch to start from and merge into; nil takes the repository's default branch, or the base of the pull request.
    package var base: Template?

    package init(
        use: String, prompt: Template? = nil, result: AgentResult = .pullRequest, draft: Bool = true, labels: [Template] = [],
        reviewers: [Template] = [], mode: AgentMode = .newBranch, threads: ThreadReply = .reply, base: Template? = nil
    ) {
        self.use = use
        self.prompt = prompt
        self.result = result
        self.draft = draft
        self.labels = labels
        self.reviewers = reviewers
        self.mode = mode
        self.threads = threads
        self.base = base
    }
}
