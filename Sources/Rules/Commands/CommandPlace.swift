/// Where somebody may write a command.
package enum CommandPlace: String, Sendable, CaseIterable {
    case issue
    case pullRequest = "pr"
    /// On a line of a pull request's diff, or in a review.
    case reviewThread = "review-thread"

    /// The events that bring what is written there.
    package var events: [EventPattern] {
        switch self {
        case .issue: [.init(event: "issues", action: "opened"), .init(event: "issue_comment", action: nil)]
        case .pullRequest: [.init(event: "pull_request", action: "opened"), .init(event: "issue_comment", action: nil)]
        case .reviewThread:
            [
                .init(event: "pull_request_review", action: "submitted"),
                .init(event: "pull_request_review_comment", action: nil),
            ]
        }
    }
}
