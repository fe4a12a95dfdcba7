package import JSON
package import Storage

extension NewReviewItem {
    /// Of one thing said: more is cut, as the whole prompt has its limits.
    private static let longest = 16_384
    private static let longestHunk = 4096

    /// What an event says on a pull request that wants an answer; nil for everything else, such as a review whose text lies in its
    /// comments, which come as events of their own.
    package init?(event: String, payload: JSONValue) {
        switch event {
        case "pull_request_review.submitted":
            guard let review = payload["review"], let id = review["id"]?.integer,
                let number = payload.at("pull_request", "number")?.integer
            else { return nil }
            let body = Self.text(review["body"])
            guard !body.isEmpty else { return nil }
            self.init(
                number: Int(number), kind: .review, remoteID: id, author: Self.author(review), body: body)
        case "pull_request_review_comment.created":
            guard let comment = payload["comment"], let id = comment["id"]?.integer,
                let number = payload.at("pull_request", "number")?.integer
            else { return nil }
            let line = comment["line"]?.integer ?? comment["original_line"]?.integer
            self.init(
                number: Int(number), kind: .thread, remoteID: id, threadID: comment["in_reply_to_id"]?.integer ?? id,
                author: Self.author(comment), path: comment["path"]?.string, line: line.map { Int($0) },
                hunk: comment["diff_hunk"]?.string.map { String($0.suffix(Self.longestHunk)) }, body: Self.text(comment["body"]))
        case "issue_comment.created":
            guard payload.at("issue", "pull_request")?.object != nil, let comment = payload["comment"],
                let id = comment["id"]?.integer, let number = payload.at("issue", "number")?.integer
            else { return nil }
            self.init(
                number: Int(number), kind: .comment, remoteID: id, author: Self.author(comment), body: Self.text(comment["body"]))
        default: return nil
        }
    }

    private static func author(_ said: JSONValue) -> String { said.at("user", "login")?.string ?? "ghost" }

    private static func text(_ body: JSONValue?) -> String {
        PublicText.shortened(PlainText.normalised(body?.string ?? "").trimmed, to: longest)
    }
}
