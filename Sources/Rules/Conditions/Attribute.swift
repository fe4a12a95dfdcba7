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
    case maintainerCanModify = "maintainer-can-modify"
    case additions, deletions, commits
    case commentPath = "comment-path"
    case pushRef = "push-ref"
    case pushForced = "push-forced"
    case files
    case filesAdded = "files-added"
    case filesRemoved = "files-removed"
    case mergeable, checks
    case approvedBy = "approved-by"

    /// What reading it takes.
    package enum Cost: Int, Sendable, Comparable {
        /// Nothing: it is in the event.
        case payload
        /// A request to GitHub, made by the caller beforehand.
        case api

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The files of a push are in its event all the same.
    package var cost: Cost { self == .actorPermission || isOfPullRequest ? .api : .payload }

    /// Whether GitHub has to be asked about the pull request for it.
    package var isOfPullRequest: Bool {
        [.files, .filesAdded, .filesRemoved, .mergeable, .checks, .approvedBy].contains(self)
    }

    package var type: ValueType {
        switch self {
        case .isPrivate, .draft, .fork, .maintainerCanModify, .pushForced, .mergeable: .bool
        case .number, .additions, .deletions, .commits: .number
        case .labels, .assignees, .files, .filesAdded, .filesRemoved, .approvedBy: .list(.text)
        case .event, .action, .repo, .org, .actor, .actorType, .actorPermission, .kind, .title, .body, .state, .labelAdded,
            .labelRemoved, .milestone, .author, .authorAssociation, .commentBody, .commentPath, .base, .head, .headRepo,
            .pushRef, .checks:
            .text
        }
    }

    /// Branches and texts compare byte for byte; labels, logins and repositories as GitHub compares them.
    package var isCaseSensitive: Bool {
        switch self {
        case .repo, .org, .actor, .actorType, .labels, .labelAdded, .labelRemoved, .assignees, .author, .authorAssociation,
            .headRepo, .approvedBy:
            false
        case .event, .action, .isPrivate, .actorPermission, .number, .kind, .title, .body, .state, .draft, .milestone,
            .commentBody, .base, .head, .fork, .maintainerCanModify, .additions, .deletions, .commits, .commentPath, .pushRef,
            .pushForced, .files, .filesAdded, .filesRemoved, .mergeable, .checks:
            true
        }
    }

    /// Its value is a login, so that it can be compared with `self`.
    package var isLogin: Bool { [.actor, .author, .assignees, .approvedBy].contains(self) }
}
