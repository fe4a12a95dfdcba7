internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// The body of a pull request as events and single requests hold it; `mergeable` is null while it is not computed.
    func json(
        _ issue: SandboxIssue, _ pull: SandboxPull, in repository: SandboxRepository, mergeable: Bool? = nil
    ) -> JSONValue {
        var members = briefPullMembers(issue, pull, in: repository)
        members["merged"] = .bool(pull.isMerged)
        members["mergeable"] = mergeable.map(JSONValue.bool) ?? .null
        members["rebaseable"] = mergeable.map(JSONValue.bool) ?? .null
        members["mergeable_state"] = .string(mergeable.map { $0 ? (pull.isDraft ? "draft" : "clean") : "dirty" } ?? "unknown")
        members["merged_by"] = userJSON(pull.mergedBy)
        members["comments"] = .integer(Int64(repository.comments.values.count { $0.issue == issue.number }))
        members["review_comments"] = .integer(Int64(repository.reviewComments.values.count { $0.pull == issue.number }))
        members["maintainer_can_modify"] = false
        members["commits"] = .integer(Int64(pull.size.commits))
        members["additions"] = .integer(Int64(pull.size.additions))
        members["deletions"] = .integer(Int64(pull.size.deletions))
        members["changed_files"] = .integer(Int64(pull.size.files))
        return .object(members)
    }

    /// The shorter body that lists hold.
    func briefJSON(_ issue: SandboxIssue, _ pull: SandboxPull, in repository: SandboxRepository) -> JSONValue {
        .object(briefPullMembers(issue, pull, in: repository))
    }

    private func briefPullMembers(
        _ issue: SandboxIssue, _ pull: SandboxPull, in repository: SandboxRepository
    ) -> [String: JSONValue] {
        let (api, web) = (addresses.api(repository.name), addresses.web(repository.name))
        let (url, page) = ("\(api)/pulls/\(issue.number)", "\(web)/pull/\(issue.number)")
        let issueURL = "\(api)/issues/\(issue.number)"
        let links = [
            ("self", url), ("html", page), ("issue", issueURL), ("comments", "\(issueURL)/comments"),
            ("review_comments", "\(url)/comments"), ("review_comment", "\(api)/pulls/comments{/number}"),
            ("commits", "\(url)/commits"), ("statuses", "\(api)/statuses/\(pull.headCommit)"),
        ]
        return [
            "url": .string(url), "id": .integer(pull.id), "node_id": .string(nodeID("PullRequest", pull.id)),
            "html_url": .string(page), "diff_url": .string("\(page).diff"), "patch_url": .string("\(page).patch"),
            "issue_url": .string(issueURL), "number": .integer(Int64(issue.number)),
            "state": .string(issue.isOpen ? "open" : "closed"), "locked": false, "title": .string(issue.title),
            "user": userJSON(issue.user), "body": bodyJSON(issue.body), "created_at": .string(issue.createdAt.seconds),
            "updated_at": .string(issue.updatedAt.seconds), "closed_at": JSONValue(issue.closedAt?.seconds),
            "merged_at": JSONValue(pull.mergedAt?.seconds), "merge_commit_sha": JSONValue(pull.mergeCommit),
            "assignee": userJSON(issue.assignees.first), "assignees": .array(issue.assignees.map { userJSON($0) }),
            "requested_reviewers": .array(pull.requestedReviewers.map { userJSON($0) }),
            "requested_teams": .array(pull.requestedTeams.map(Self.teamJSON)),
            "labels": .array(issue.labels.map { json($0, in: repository) }), "milestone": .null, "draft": .bool(pull.isDraft),
            "commits_url": .string("\(url)/commits"), "review_comments_url": .string("\(url)/comments"),
            "review_comment_url": .string("\(api)/pulls/comments{/number}"), "comments_url": .string("\(issueURL)/comments"),
            "statuses_url": .string("\(api)/statuses/\(pull.headCommit)"),
            "head": sideJSON(pull.headBranch, pull.headCommit, in: repository),
            "base": sideJSON(pull.baseBranch, pull.baseCommit, in: repository),
            "_links": .object(Dictionary(uniqueKeysWithValues: links.map { ($0.0, ["href": .string($0.1)]) })),
            "author_association": association(of: issue.user, in: repository), "auto_merge": .null, "active_lock_reason": .null,
        ]
    }

    private func sideJSON(_ branch: String, _ commit: String, in repository: SandboxRepository) -> JSONValue {
        [
            "label": .string("\(repository.name.owner):\(branch)"), "ref": .string(branch), "sha": .string(commit),
            "user": userJSON(repository.owner), "repo": json(repository),
        ]
    }
}
