package import JSON

extension Event {
    /// nil where the event has no such value, or null for it; always nil for what GitHub has to be asked for.
    package func value(of attribute: Attribute) -> JSONValue? {
        let value: JSONValue? =
            switch attribute {
            case .event: .string(name)
            case .action: action.map(JSONValue.string)
            case .repo: payload["repository"]?["full_name"]
            case .org: payload["organization"]?["login"] ?? payload["repository"]?["owner"]?["login"]
            case .isPrivate: payload["repository"]?["private"]
            case .actor: payload["sender"]?["login"]
            case .actorType: payload["sender"]?["type"]
            case .actorPermission: nil
            case .kind: Item.kind(of: payload).map { .string($0.rawValue) }
            case .number, .title, .body, .state, .draft, .labels, .milestone, .assignees, .author, .authorAssociation:
                subjectItem.flatMap { Self.value(of: attribute, in: $0) }
            case .labelAdded: labelAdded.map(JSONValue.string)
            case .labelRemoved: labelRemoved.map(JSONValue.string)
            case .commentBody: payload[name == "pull_request_review" ? "review" : "comment"]?["body"]
            case .base: payload["pull_request"]?["base"]?["ref"]
            case .head: headBranch
            case .headRepo: payload["pull_request"]?["head"]?["repo"]?["full_name"]
            case .fork: isFromFork.map(JSONValue.bool)
            case .maintainerCanModify: payload["pull_request"]?["maintainer_can_modify"]
            case .additions, .deletions: payload["pull_request"]?[attribute.rawValue]
            case .commits:
                name == "push"
                    ? (payload["commits"]?.array).map { .integer(Int64($0.count)) } : payload["pull_request"]?["commits"]
            case .commentPath: name == "pull_request_review_comment" ? payload["comment"]?["path"] : nil
            case .pushRef: name == "push" ? payload["ref"] : nil
            case .pushForced: name == "push" ? payload["forced"] : nil
            case .files: pushedFiles("added", "removed", "modified")
            case .filesAdded: pushedFiles("added")
            case .filesRemoved: pushedFiles("removed")
            case .mergeable, .checks, .approvedBy: nil
            }
        return value == .null ? nil : value
    }

    /// What the conversation is about.
    private var subjectItem: JSONValue? {
        payload["pull_request"] ?? payload["issue"] ?? payload["discussion"]
    }

    private static func value(of attribute: Attribute, in item: JSONValue) -> JSONValue? {
        switch attribute {
        case .labels: names("name", of: item["labels"])
        case .assignees: names("login", of: item["assignees"])
        case .milestone: item["milestone"]?["title"]
        case .author: item["user"]?["login"]
        case .authorAssociation: item["author_association"]
        case .number, .title, .body, .state, .draft: item[attribute.rawValue]
        case .event, .action, .repo, .org, .isPrivate, .actor, .actorType, .actorPermission, .kind, .labelAdded,
            .labelRemoved, .commentBody, .base, .head, .headRepo, .fork, .maintainerCanModify, .additions, .deletions, .commits,
            .commentPath, .pushRef, .pushForced, .files, .filesAdded, .filesRemoved, .mergeable, .checks, .approvedBy:
            nil
        }
    }

    private static func names(_ key: String, of list: JSONValue?) -> JSONValue? {
        list?.array.map { .array($0.compactMap { $0[key] }) }
    }

    /// Each path once, in the order of the commits; nil for other events. GitHub names at most 2048 commits of a push.
    private func pushedFiles(_ keys: String...) -> JSONValue? {
        guard name == "push", let commits = payload["commits"]?.array else { return nil }
        var seen: Set<String> = []
        let paths = commits.flatMap { commit in keys.flatMap { commit[$0]?.array ?? [] } }.compactMap(\.string)
        return .array(paths.filter { seen.insert($0).inserted }.map(JSONValue.string))
    }

    private var headBranch: JSONValue? {
        if name == "push" {
            let prefix = "refs/heads/"
            return payload["ref"]?.string.flatMap { $0.hasPrefix(prefix) ? .string(String($0.dropFirst(prefix.count))) : nil }
        }
        return payload["pull_request"]?["head"]?["ref"]
            ?? ["workflow_run", "check_suite"].lazy.compactMap { payload[$0]?["head_branch"] }.first
            ?? payload["check_run"]?["check_suite"]?["head_branch"]
    }

    /// A head whose repository was deleted came from a fork: one's own repository would be the base too.
    private var isFromFork: Bool? {
        guard let pullRequest = payload["pull_request"], let base = pullRequest["base"]?["repo"]?["id"] else { return nil }
        return pullRequest["head"]?["repo"]?["id"] != base
    }
}
