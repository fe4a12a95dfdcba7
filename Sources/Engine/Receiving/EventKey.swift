internal import Crypto
internal import GitHubAPI
package import Identifiers
package import JSON

/// Which event a body tells of, whatever delivery brought it: the same comment may come by the App's webhook and by a repository's own.
package struct EventKey: Equatable, Sendable {
    package let text: String
    /// When GitHub says that it happened.
    package let moment: Timestamp

    /// Nil for events that are told of in one way only, or that may come twice without harm.
    package init?(event: String, payload: JSONValue) {
        guard let action = payload["action"]?.string, let repository = payload.at("repository", "id")?.integer else { return nil }
        switch (event, action) {
        case ("issues", "labeled"), ("pull_request", "labeled"), ("issues", "unlabeled"), ("pull_request", "unlabeled"):
            let item = payload["pull_request"] ?? payload["issue"]
            guard let number = item?["number"]?.integer, let label = payload.at("label", "name")?.string,
                let moment = Self.time(item?["updated_at"])
            else { return nil }
            self.init(label: label, action, of: number, in: repository, at: moment)
        case ("issue_comment", _), ("pull_request_review_comment", _):
            guard let comment = payload["comment"], let id = comment["id"]?.integer, let moment = Self.time(comment["updated_at"])
            else { return nil }
            // GitHub's clock has seconds, and two edits may come in one.
            let edit = action == "edited" ? hexadecimal(sha256(Array((comment["body"]?.string ?? "").utf8)).prefix(8)) : nil
            self.init(comment: id, event, action, edit, at: moment)
        case ("pull_request_review", "submitted"):
            guard let review = payload["review"], let id = review["id"]?.integer, let moment = Self.time(review["submitted_at"])
            else { return nil }
            self.init("review/\(id)", moment)
        default: return nil
        }
    }

    init(label: String, _ action: String = "labeled", of number: Int64, in repository: Int64, at moment: Timestamp) {
        self.init("\(action)/\(repository)/\(number)/\(label.lowercased())", moment)
    }

    init(
        comment id: Int64, _ event: String = "issue_comment", _ action: String = "created", _ edit: String? = nil,
        at moment: Timestamp
    ) {
        self.init("\(event)/\(action)/\(id)" + (edit.map { "/\($0)" } ?? ""), moment)
    }

    private init(_ text: String, _ moment: Timestamp) {
        self.text = text
        self.moment = moment
    }

    private static func time(_ value: JSONValue?) -> Timestamp? { value?.string.flatMap { Timestamp(iso8601: $0) } }
}
