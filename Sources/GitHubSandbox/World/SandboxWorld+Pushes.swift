internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// Takes note of references git has moved: pull requests follow their heads, and close when they are deleted.
    mutating func recordPush(_ moves: [ReferenceMove], in id: Int64, by sender: SandboxUser) throws(APIError) {
        for move in moves {
            try edit(id) { [now] (repository) throws(APIError) in
                repository.pushedAt = now
                if let branch = move.branch { repository.branches[branch] = move.after }
            }
            note("\(move.after == nil ? "deleted" : move.before == nil ? "created" : "pushed to") \(move.reference)")
            try emitPush(move, in: id, by: sender)
            guard let branch = move.branch else { continue }
            for issue in try repository(id).pulls where issue.isOpen {
                if issue.pull?.headBranch == branch {
                    try follow(move, issue, in: id, by: sender)
                } else if issue.pull?.baseBranch == branch {
                    try rebase(move, issue, in: id, by: sender)
                }
            }
        }
    }

    private mutating func follow(
        _ move: ReferenceMove, _ issue: SandboxIssue, in id: Int64, by sender: SandboxUser
    ) throws(APIError) {
        guard let after = move.after else { return try setOpen(false, issue.number, in: id, by: sender) }
        try editIssue(id, issue.number) { (issue) throws(APIError) in
            issue.pull?.headCommit = after
            issue.pull?.mergeabilityWasAsked = false
            if let size = move.sizes[issue.number] { issue.pull?.size = size }
        }
        if move.forced { try markOutdated(issue.number, in: id) }
        note("synchronized pull request \(issue.number)")
        try emitIssue(
            "synchronize", issue.number, in: id, by: sender, ["before": JSONValue(move.before), "after": .string(after)])
    }

    private mutating func rebase(
        _ move: ReferenceMove, _ issue: SandboxIssue, in id: Int64, by sender: SandboxUser
    ) throws(APIError) {
        guard let after = move.after else { return try setOpen(false, issue.number, in: id, by: sender) }
        try editIssue(id, issue.number) { (issue) throws(APIError) in
            issue.pull?.baseCommit = after
            issue.pull?.mergeabilityWasAsked = false
        }
    }

    /// After a force-push GitHub no longer knows the line of a review comment, only the one it was made on.
    private mutating func markOutdated(_ number: Int, in id: Int64) throws(APIError) {
        try edit(id) { (repository) throws(APIError) in
            for comment in repository.reviewComments(of: number) { repository.reviewComments[comment.id]?.line = nil }
        }
    }

    private mutating func emitPush(_ move: ReferenceMove, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let repository = try repository(id)
        let zero = CommitID.zero.description
        let isBranch = move.branch != nil
        let short = move.branch ?? String(move.reference.dropFirst("refs/tags/".count))
        if move.before == nil || move.after == nil {
            var payload: [String: JSONValue] = [
                "ref": .string(short), "ref_type": .string(isBranch ? "branch" : "tag"), "pusher_type": "user",
            ]
            if move.after != nil {
                payload["master_branch"] = .string(repository.defaultBranch)
                payload["description"] = JSONValue(repository.description)
            }
            emit(move.after == nil ? "delete" : "create", nil, in: id, by: sender, payload)
        }
        let commits = move.commits.map { pushCommitJSON($0, in: repository) }
        let web = addresses.web(repository.name)
        let range = "\((move.before ?? zero).prefix(12))...\((move.after ?? zero).prefix(12))"
        emit(
            "push", nil, in: id, by: sender,
            [
                "repository": pushedJSON(repository), "ref": .string(move.reference), "before": .string(move.before ?? zero),
                "after": .string(move.after ?? zero),
                "created": .bool(move.before == nil), "deleted": .bool(move.after == nil), "forced": .bool(move.forced),
                "base_ref": .null, "compare": .string("\(web)/compare/\(range)"), "commits": .array(commits),
                "head_commit": move.after == nil ? .null : commits.last ?? .null,
                "pusher": ["name": .string(sender.login), "email": .string(sender.email)],
            ])
    }
}
