internal import Commands
internal import Identifiers
package import JSON
package import Rules

/// The text of an event in which people may write commands, and what it was before an edit.
package struct CommandText: Equatable, Sendable {
    package var text: String
    /// nil where it is new.
    package var old: String?
    /// Of the comment. Negative for what is none and takes no reaction of its own: the number of the item for the text that opened it,
    /// the id of a review.
    package var id: Int64
    package var number: Int64
    package var isPullRequest: Bool
    package var place: CommandPlace
    package var createdAt: String?

    /// nil for events without such a text.
    package init?(event: String, payload: JSONValue) {
        let holder: JSONValue?
        switch event {
        case "issue_comment.created", "issue_comment.edited", "pull_request_review_comment.created",
            "pull_request_review_comment.edited":
            holder = payload["comment"]
        case "pull_request_review.submitted": holder = payload["review"]
        case "issues.opened": holder = payload["issue"]
        case "pull_request.opened": holder = payload["pull_request"]
        default: return nil
        }
        let item = payload["pull_request"] ?? payload["issue"]
        guard let holder, let text = holder["body"]?.string, let number = item?["number"]?.integer,
            let holderID = holder["id"]?.integer
        else { return nil }
        self.text = text
        self.number = number
        id = event.hasSuffix(".opened") ? -number : event.hasSuffix(".submitted") ? -holderID : holderID
        old = event.hasSuffix(".edited") ? payload.at("changes", "body", "from")?.string ?? text : nil
        isPullRequest = payload["pull_request"]?.object != nil || payload.at("issue", "pull_request")?.object != nil
        place = event.hasPrefix("pull_request_review") ? .reviewThread : isPullRequest ? .pullRequest : .issue
        createdAt = holder["created_at"]?.string
    }

    /// What is asked for now: of an edited text only what the edit added, and of one older than a day only `/cancel`.
    func parsed(by grammar: CommandGrammar, now: Timestamp) -> ParsedComment {
        guard let old else { return grammar.parse(text) }
        var added = grammar.added(old: old, new: text)
        // Both are ISO 8601 in UTC, and seconds are exact enough.
        if let createdAt, createdAt.prefix(19) < (now + .seconds(-86_400)).description.prefix(19) {
            added.invocations.removeAll { $0.name != "cancel" }
            added.problems = []
        }
        return added
    }
}
