extension Attribute {
    /// Whether events that fit the pattern can have it.
    package func isAvailable(for pattern: EventPattern) -> Bool {
        let event = pattern.event
        return switch self {
        case .event, .repo, .org, .isPrivate, .actor, .actorType, .actorPermission: true
        case .action: EventCatalogue.takesAnyAction(event) || EventCatalogue.actions(of: event)?.isEmpty == false
        case .number, .title, .body, .state, .labels, .author, .authorAssociation:
            Self.itemEvents.contains(event) || Self.discussionEvents.contains(event)
        case .kind, .draft, .milestone, .assignees: Self.itemEvents.contains(event)
        case .labelAdded: Self.labelEvents.contains(event) && (pattern.action ?? "labeled") == "labeled"
        case .labelRemoved: Self.labelEvents.contains(event) && (pattern.action ?? "unlabeled") == "unlabeled"
        case .commentBody: Self.commentEvents.contains(event)
        case .base, .headRepo, .fork: Self.pullRequestEvents.contains(event)
        case .maintainerCanModify, .additions, .deletions: event == "pull_request"
        case .commits: event == "pull_request" || event == "push"
        case .commentPath: event == "pull_request_review_comment"
        case .pushRef, .pushForced: event == "push"
        case .files, .filesAdded, .filesRemoved:
            Self.pullRequestEvents.contains(event) || event == "issue_comment" || event == "push"
        case .mergeable, .checks, .approvedBy: Self.pullRequestEvents.contains(event) || event == "issue_comment"
        case .head: Self.pullRequestEvents.contains(event) || Self.branchEvents.contains(event)
        }
    }

    /// For messages: the events that have it.
    var availableEvents: String {
        switch self {
        case .labelAdded: "issues.labeled, pull_request.labeled, discussion.labeled"
        case .labelRemoved: "issues.unlabeled, pull_request.unlabeled, discussion.unlabeled"
        default:
            EventCatalogue.eventNames.filter { isAvailable(for: EventPattern(event: $0, action: nil)) }
                .joined(separator: ", ")
        }
    }

    /// The only values it can have; nil for any.
    var words: [String]? {
        switch self {
        case .kind: ["issue", "pr"]
        case .state: ["open", "closed", "locked"]
        case .actorType: ["User", "Bot", "Organization"]
        case .actorPermission: Permission.allCases.map(\.rawValue)
        case .authorAssociation:
            [
                "COLLABORATOR", "CONTRIBUTOR", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN", "MEMBER", "NONE",
                "OWNER",
            ]
        case .event: EventCatalogue.eventNames
        case .checks: ["failure", "pending", "success", "none"]
        case .action, .repo, .org, .isPrivate, .actor, .number, .title, .body, .draft, .labels, .labelAdded, .labelRemoved,
            .milestone, .assignees, .author, .commentBody, .base, .head, .headRepo, .fork, .maintainerCanModify, .additions,
            .deletions, .commits, .commentPath, .pushRef, .pushForced, .files, .filesAdded, .filesRemoved, .mergeable,
            .approvedBy:
            nil
        }
    }

    private static let pullRequestEvents: Set<String> = [
        "pull_request", "pull_request_review", "pull_request_review_comment", "pull_request_review_thread",
    ]
    private static let itemEvents = pullRequestEvents.union(["issues", "issue_comment"])
    private static let discussionEvents: Set<String> = ["discussion", "discussion_comment"]
    private static let labelEvents: Set<String> = ["issues", "pull_request", "discussion"]
    private static let commentEvents: Set<String> = [
        "issue_comment", "pull_request_review", "pull_request_review_comment", "commit_comment", "discussion_comment",
    ]
    private static let branchEvents: Set<String> = ["push", "workflow_run", "check_suite", "check_run"]
}
