/// A value with the same name for every event that has it.
package enum Attribute: String, Sendable, CaseIterable {
    case event, action, repo, org
    case isPrivate = "private"
    case actor
    case actorType = "actor-type"
    case actorPermission = "actor-permission"
    case number, kind, title, body, state, draft, labels
    case labelAdded = "label-added"
    case labelRemoved = "label-removed"
    case milestone, assignees, author
    case authorAssociation = "author-association"
    case commentBody = "comment-body"
    case base, head
    case headRepo = "head-repo"
    case fork

    /// What reading it takes.
    package enum Cost: Int, Sendable, Comparable {
        /// Nothing: it is in the event.
        case payload
        /// A request to GitHub, made by the caller beforehand.
        case api

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package var cost: Cost { self == .actorPermission ? .api : .payload }

    package var type: ValueType {
        switch self {
        case .isPrivate, .draft, .fork: .bool
        case .number: .number
        case .labels, .assignees: .list(.text)
        case .event, .action, .repo, .org, .actor, .actorType, .actorPermission, .kind, .title, .body, .state, .labelAdded,
            .labelRemoved, .milestone, .author, .authorAssociation, .commentBody, .base, .head, .headRepo:
            .text
        }
    }

    /// Branches and texts compare byte for byte; labels, logins and repositories as GitHub compares them.
    package var isCaseSensitive: Bool {
        switch self {
        case .repo, .org, .actor, .actorType, .labels, .labelAdded, .labelRemoved, .assignees, .author, .authorAssociation,
            .headRepo:
            false
        case .event, .action, .isPrivate, .actorPermission, .number, .kind, .title, .body, .state, .draft, .milestone,
            .commentBody, .base, .head, .fork:
            true
        }
    }

    /// Its value is a login, so that it can be compared with `self`.
    package var isLogin: Bool { [.actor, .author, .assignees].contains(self) }
}
