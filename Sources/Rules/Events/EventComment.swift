internal import JSON

/// The comment or review an event is about.
package struct EventComment: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case issueComment = "issue-comment"
        case reviewComment = "review-comment"
        case review
        case commitComment = "commit-comment"
    }

    package let kind: Kind
    package let id: Int64
    /// Empty where GitHub sends null.
    package let body: String
    package let url: String
    package let author: Actor?

    init?(_ event: Event) {
        let kind: Kind
        switch event.name {
        case "issue_comment": kind = .issueComment
        case "pull_request_review_comment": kind = .reviewComment
        case "pull_request_review": kind = .review
        case "commit_comment": kind = .commitComment
        default: return nil
        }
        guard let comment = event.payload[kind == .review ? "review" : "comment"], let id = comment["id"]?.integer else {
            return nil
        }
        self.kind = kind
        self.id = id
        body = comment["body"]?.string ?? ""
        url = comment["html_url"]?.string ?? ""
        author = Actor(comment["user"])
    }
}
