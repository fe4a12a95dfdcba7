internal import JSON

extension SandboxWorld {
    func json(_ issue: SandboxIssue, in repository: SandboxRepository) -> JSONValue {
        let (api, web) = (addresses.api(repository.name), addresses.web(repository.name))
        let url = "\(api)/issues/\(issue.number)"
        let page = "\(web)/\(issue.pull == nil ? "issues" : "pull")/\(issue.number)"
        var members: [String: JSONValue] = [
            "url": .string(url), "repository_url": .string(api), "labels_url": .string("\(url)/labels{/name}"),
            "comments_url": .string("\(url)/comments"), "events_url": .string("\(url)/events"), "html_url": .string(page),
            "id": .integer(issue.id), "node_id": .string(nodeID("Issue", issue.id)), "number": .integer(Int64(issue.number)),
            "title": .string(issue.title), "user": userJSON(issue.user),
            "labels": .array(issue.labels.map { json($0, in: repository) }),
            "state": .string(issue.isOpen ? "open" : "closed"), "state_reason": JSONValue(issue.stateReason),
            "locked": .bool(issue.isLocked),
            "assignee": userJSON(issue.assignees.first), "assignees": .array(issue.assignees.map { userJSON($0) }),
            "milestone": repository.milestones.first { $0.number == issue.milestone }.map { json($0, in: repository) } ?? .null,
            "comments": .integer(Int64(repository.comments.values.count { $0.issue == issue.number })),
            "created_at": .string(issue.createdAt.seconds), "updated_at": .string(issue.updatedAt.seconds),
            "closed_at": JSONValue(issue.closedAt?.seconds), "author_association": association(of: issue.user, in: repository),
            "active_lock_reason": JSONValue(issue.lockReason), "body": bodyJSON(issue.body),
            "timeline_url": .string("\(url)/timeline"),
            "performed_via_github_app": .null, "reactions": summary(issue.reactions, at: url),
        ]
        members["draft"] = false
        if let pull = issue.pull {
            members["draft"] = .bool(pull.isDraft)
            members["pull_request"] = [
                "url": .string("\(api)/pulls/\(issue.number)"), "html_url": .string(page), "diff_url": .string("\(page).diff"),
                "patch_url": .string("\(page).patch"), "merged_at": JSONValue(pull.mergedAt?.seconds),
            ]
        }
        return .object(members)
    }

    func json(_ event: SandboxLabelEvent, in repository: SandboxRepository) -> JSONValue {
        [
            "id": .integer(event.id), "node_id": .string(nodeID("LabeledEvent", event.id)),
            "url": .string("\(addresses.api(repository.name))/issues/events/\(event.id)"), "actor": userJSON(event.actor),
            "event": .string(event.isSet ? "labeled" : "unlabeled"), "commit_id": .null, "commit_url": .null,
            "created_at": .string(event.at.seconds),
            "label": ["name": .string(event.label.name), "color": .string(event.label.color)], "performed_via_github_app": .null,
        ]
    }

    func json(_ comment: SandboxComment, in repository: SandboxRepository) -> JSONValue {
        let (api, web) = (addresses.api(repository.name), addresses.web(repository.name))
        let url = "\(api)/issues/comments/\(comment.id)"
        let kind = repository.issues[comment.issue]?.pull == nil ? "issues" : "pull"
        return [
            "url": .string(url), "html_url": .string("\(web)/\(kind)/\(comment.issue)#issuecomment-\(comment.id)"),
            "issue_url": .string("\(api)/issues/\(comment.issue)"), "id": .integer(comment.id),
            "node_id": .string(nodeID("IssueComment", comment.id)), "user": userJSON(comment.user),
            "created_at": .string(comment.createdAt.seconds), "updated_at": .string(comment.updatedAt.seconds),
            "author_association": association(of: comment.user, in: repository), "body": .string(comment.body),
            "reactions": summary(comment.reactions, at: url), "performed_via_github_app": .null,
        ]
    }

    func json(_ reaction: SandboxReaction) -> JSONValue {
        [
            "id": .integer(reaction.id), "node_id": .string(nodeID("Reaction", reaction.id)), "user": userJSON(reaction.user),
            "content": .string(reaction.content), "created_at": .string(reaction.createdAt.seconds),
        ]
    }

    /// How often each emoji was left.
    func summary(_ reactions: [SandboxReaction], at url: String) -> JSONValue {
        var members: [String: JSONValue] = [
            "url": .string("\(url)/reactions"), "total_count": .integer(Int64(reactions.count)),
        ]
        for content in SandboxReaction.contents {
            members[content] = .integer(Int64(reactions.count { $0.content == content }))
        }
        return .object(members)
    }

    /// GitHub shows an empty text as null.
    func bodyJSON(_ body: String?) -> JSONValue { body.flatMap { $0.isEmpty ? nil : .string($0) } ?? .null }
}
