extension RuleAction {
    /// One line for people: what it would do.
    package var summary: String {
        let text =
            switch kind {
            case .agent(let agent):
                agent.mode == .resume
                    ? "agent '\(agent.use)' → answer the review on its branch"
                    : "agent '\(agent.use)' → \(agent.result.rawValue)"
                        + (agent.draft && agent.result != .answer ? " (draft)" : "")
            case .comment(let comment): "comment" + (comment.sticky.map { " (sticky '\($0)')" } ?? "")
            case .react(let react): "react \(react.emoji.rawValue)"
            case .label(let label):
                "label" + (label.add.map { " +\($0.source)" } + label.remove.map { " -\($0.source)" }).joined()
            case .effect(let effect): effect.summary
            }
        guard let condition else { return text }
        return text + ", if the job ends as " + condition.jobOutcome.map(\.rawValue).sorted().joined(separator: " or ")
    }
}
