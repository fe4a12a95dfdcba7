/// How long a rule rests once it was carried out.
package struct Cooldown: Sendable, Equatable {
    package enum Scope: String, Sendable, CaseIterable {
        /// One pull request, or issue.
        case pullRequest = "pr"
        case issue
        case repository = "repo"
        case actor
        case headCommit = "head-sha"
        case rule
    }

    package var per: Scope
    /// nil for ever.
    package var every: Duration?

    package init(per: Scope, every: Duration?) {
        self.per = per
        self.every = every
    }
}

extension Event {
    /// What a cooldown counts by; nil where the event has no such thing, and nothing rests then.
    package func scope(of cooldown: Cooldown) -> String? {
        let home = repository.map { "\($0.id)" }
        return switch cooldown.per {
        case .pullRequest, .issue: home.flatMap { home in item.map { "\(home)#\($0.number)" } }
        case .repository: home
        case .actor: actor.map { "\($0.id)" }
        case .headCommit: home.flatMap { home in commit.map { "\(home)@\($0)" } }
        case .rule: ""
        }
    }
}
