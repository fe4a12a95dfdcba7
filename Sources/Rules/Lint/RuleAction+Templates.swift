extension RuleAction {
    /// Every text of it that may hold variables.
    package var templates: [Template] {
        switch kind {
        case .agent(let agent): [agent.prompt, agent.base].compactMap { $0 } + agent.labels + agent.reviewers
        case .comment(let comment): [comment.body]
        case .react: []
        case .label(let label): label.add + label.remove
        case .effect(let effect): effect.templates
        }
    }

    /// Labels it adds whatever the event.
    var literalLabelsAdded: [String] {
        let templates: [Template] =
            switch kind {
            case .agent(let agent): agent.labels
            case .label(let label): label.add
            case .comment, .react, .effect: []
            }
        return templates.filter(\.placeholders.isEmpty).map { $0.render { _ in nil }.text }
    }
}
