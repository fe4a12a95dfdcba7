package import Identifiers
package import JSON
internal import Rules

/// What started a job, as the signed payload said it: later edits by anyone do not reach a running job.
package struct JobTrigger: Equatable, Sendable {
    package enum ItemKind: String, Sendable { case issue, pullRequest = "pull_request" }

    /// The issue or pull request a job is about.
    package struct Item: Equatable, Sendable {
        package var kind: ItemKind
        package var number: Int64
        package var title: String
        package var body: String
        package var url: String
        package var author: String
    }

    /// The head of a pull request when the event was sent.
    package struct Head: Equatable, Sendable {
        package var repository: String
        package var branch: String
        package var commit: String
    }

    package var repository: RepositoryName
    package var repositoryID: Int64?
    package var defaultBranch: String?
    package var isPrivate: Bool
    package var event: String
    package var actor: String
    package var actorID: Int64?
    package var item: Item?
    package var head: Head?
    /// The comment that started it: its id, and what it said.
    package var commentID: Int64?
    package var commentBody: String?

    /// Reads a webhook body; nil where it names no repository or one that cannot be.
    package init?(event: String, payload: JSONValue) {
        guard let repository = payload.at("repository", "full_name")?.string.flatMap({ RepositoryName($0) }) else { return nil }
        self.repository = repository
        repositoryID = payload.at("repository", "id")?.integer
        defaultBranch = payload.at("repository", "default_branch")?.string
        isPrivate = payload.at("repository", "private")?.bool ?? false
        self.event = event
        actor = payload.at("sender", "login")?.string ?? (event == Event.schedule ? Event.schedule : "ghost")
        actorID = payload.at("sender", "id")?.integer
        if let pull = payload["pull_request"], pull.object != nil {
            item = Item(pull, kind: .pullRequest)
            head = Head(pull["head"])
        } else if let issue = payload["issue"], issue.object != nil {
            item = Item(issue, kind: issue["pull_request"]?.object == nil ? .issue : .pullRequest)
        }
        commentID = payload.at("comment", "id")?.integer
        commentBody = payload.at("comment", "body")?.string
    }

    /// Reads what `json` wrote.
    package init?(json: JSONValue) {
        guard let repository = json["repository"]?.string.flatMap({ RepositoryName($0) }), let event = json["event"]?.string,
            let actor = json["actor"]?.string
        else { return nil }
        self.repository = repository
        self.event = event
        self.actor = actor
        repositoryID = json["repository_id"]?.integer
        defaultBranch = json["default_branch"]?.string
        isPrivate = json["private"]?.bool ?? false
        actorID = json["actor_id"]?.integer
        commentID = json["comment_id"]?.integer
        commentBody = json["comment_body"]?.string
        if let item = json["item"], let kind = item["kind"]?.string.flatMap(ItemKind.init) {
            self.item = Item(
                kind: kind, number: item["number"]?.integer ?? 0, title: item["title"]?.string ?? "",
                body: item["body"]?.string ?? "",
                url: item["url"]?.string ?? "", author: item["author"]?.string ?? "ghost")
        }
        if let head = json["head"], let commit = head["commit"]?.string {
            self.head = Head(
                repository: head["repository"]?.string ?? "", branch: head["branch"]?.string ?? "", commit: commit)
        }
    }

    package var json: JSONValue {
        .object([
            "repository": .string(repository.description), "repository_id": JSONValue(repositoryID),
            "default_branch": JSONValue(defaultBranch), "private": .bool(isPrivate), "event": .string(event),
            "actor": .string(actor), "actor_id": JSONValue(actorID), "comment_id": JSONValue(commentID),
            "comment_body": JSONValue(commentBody),
            "item": item.map { item in
                .object([
                    "kind": .string(item.kind.rawValue), "number": .integer(item.number), "title": .string(item.title),
                    "body": .string(item.body), "url": .string(item.url), "author": .string(item.author),
                ])
            } ?? .null,
            "head": head.map { head in
                .object([
                    "repository": .string(head.repository), "branch": .string(head.branch), "commit": .string(head.commit),
                ])
            } ?? .null,
        ])
    }
}

extension JobTrigger.Item {
    fileprivate init?(_ json: JSONValue, kind: JobTrigger.ItemKind) {
        guard let number = json["number"]?.integer else { return nil }
        self.init(
            kind: kind, number: number, title: json["title"]?.string ?? "", body: json["body"]?.string ?? "",
            url: json["html_url"]?.string ?? "", author: json.at("user", "login")?.string ?? "ghost")
    }
}

extension JobTrigger.Head {
    fileprivate init?(_ json: JSONValue?) {
        guard let json, let commit = json["sha"]?.string, let branch = json["ref"]?.string else { return nil }
        self.init(repository: json.at("repo", "full_name")?.string ?? "", branch: branch, commit: commit)
    }
}
