package import Identifiers
package import JSON

/// One change that HookBot wants to make on GitHub, as the outbox keeps it until it is made.
package enum WriteRequest: Equatable, Sendable {
    /// What a reaction is set on.
    package enum ReactionTarget: Equatable, Sendable {
        case item(number: Int64)
        case comment(id: Int64)
        case reviewComment(id: Int64)
    }

    package enum StatusState: String, Sendable { case pending, success, failure, error }

    /// A comment that is written once; `marker` finds it again.
    case comment(number: Int64, body: String, marker: String)
    /// A comment that is written once per key and edited from then on.
    case stickyComment(number: Int64, body: String, marker: String)
    /// A reply on a review thread, written once; `thread` is its first comment.
    case threadReply(number: Int64, thread: Int64, body: String, marker: String)
    /// Removes the branch of a merged pull request, unless somebody pushed to it since.
    case deleteBranch(name: String, head: CommitID)
    /// The one reaction that replaces the one before it.
    case reaction(target: ReactionTarget, content: String)
    case addLabels(number: Int64, labels: [String])
    case removeLabels(number: Int64, labels: [String])
    case requestReviewers(number: Int64, logins: [String])
    /// A check run as an App, a commit status with a token: GitHub lets only Apps write check runs.
    case status(commit: CommitID, state: StatusState, context: String, description: String, url: String?)

    /// What the outbox stores in `kind`.
    package var kind: String {
        switch self {
        case .comment: "comment"
        case .stickyComment: "sticky_comment"
        case .threadReply: "thread_reply"
        case .deleteBranch: "delete_branch"
        case .reaction: "reaction"
        case .addLabels: "add_labels"
        case .removeLabels: "remove_labels"
        case .requestReviewers: "request_reviewers"
        case .status: "status"
        }
    }

    package var json: JSONValue {
        switch self {
        case .comment(let number, let body, let marker), .stickyComment(let number, let body, let marker):
            ["number": .integer(number), "body": .string(body), "marker": .string(marker)]
        case .threadReply(let number, let thread, let body, let marker):
            ["number": .integer(number), "thread": .integer(thread), "body": .string(body), "marker": .string(marker)]
        case .deleteBranch(let name, let head): ["name": .string(name), "head": .string(head.description)]
        case .reaction(let target, let content):
            switch target {
            case .item(let number): ["target": "item", "id": .integer(number), "content": .string(content)]
            case .comment(let id): ["target": "comment", "id": .integer(id), "content": .string(content)]
            case .reviewComment(let id): ["target": "review_comment", "id": .integer(id), "content": .string(content)]
            }
        case .addLabels(let number, let labels), .removeLabels(let number, let labels):
            ["number": .integer(number), "labels": JSONValue(strings: labels)]
        case .requestReviewers(let number, let logins):
            ["number": .integer(number), "logins": JSONValue(strings: logins)]
        case .status(let commit, let state, let context, let description, let url):
            [
                "commit": .string(commit.description), "state": .string(state.rawValue), "context": .string(context),
                "description": .string(description), "url": JSONValue(url),
            ]
        }
    }

    /// Reads what `kind` and `json` say; nil for what this version does not know.
    package init?(kind: String, json: JSONValue) {
        let number = json["number"]?.integer
        switch kind {
        case "comment", "sticky_comment":
            guard let number, let body = json["body"]?.string, let marker = json["marker"]?.string else { return nil }
            self =
                kind == "comment"
                ? .comment(number: number, body: body, marker: marker)
                : .stickyComment(number: number, body: body, marker: marker)
        case "thread_reply":
            guard let number, let thread = json["thread"]?.integer, let body = json["body"]?.string,
                let marker = json["marker"]?.string
            else { return nil }
            self = .threadReply(number: number, thread: thread, body: body, marker: marker)
        case "delete_branch":
            guard let name = json["name"]?.string, let head = json["head"]?.string.flatMap({ CommitID($0) }) else { return nil }
            self = .deleteBranch(name: name, head: head)
        case "reaction":
            guard let id = json["id"]?.integer, let content = json["content"]?.string else { return nil }
            switch json["target"]?.string {
            case "item": self = .reaction(target: .item(number: id), content: content)
            case "comment": self = .reaction(target: .comment(id: id), content: content)
            case "review_comment": self = .reaction(target: .reviewComment(id: id), content: content)
            default: return nil
            }
        case "add_labels", "remove_labels":
            guard let number else { return nil }
            let labels = json["labels"].strings
            self =
                kind == "add_labels" ? .addLabels(number: number, labels: labels) : .removeLabels(number: number, labels: labels)
        case "request_reviewers":
            guard let number else { return nil }
            self = .requestReviewers(number: number, logins: json["logins"].strings)
        case "status":
            guard let commit = json["commit"]?.string.flatMap({ CommitID($0) }),
                let state = json["state"]?.string.flatMap(StatusState.init), let context = json["context"]?.string
            else { return nil }
            self = .status(
                commit: commit, state: state, context: context, description: json["description"]?.string ?? "",
                url: json["url"]?.string)
        default: return nil
        }
    }
}
