internal import Identifiers
internal import JSON

extension SandboxWorld {
    /// Opens a pull request between two branches of the repository, whose commits and size git has told.
    mutating func openPull(
        in id: Int64, title: String, body: String?, head: String, headCommit: String, base: String, baseCommit: String,
        size: PullSize, draft: Bool, by author: SandboxUser
    ) throws(APIError) -> SandboxIssue {
        let repository = try repository(id)
        let open = repository.pulls.first { $0.isOpen && $0.pull?.headBranch == head && $0.pull?.baseBranch == base }
        guard open == nil else {
            throw .invalid("PullRequest", "A pull request already exists for \(repository.name.owner):\(head).")
        }
        guard size.commits > 0 else { throw .invalid("PullRequest", "No commits between \(base) and \(head)") }
        let issue = try addIssue(in: id, title: title, body: body, by: author)
        let pull = SandboxPull(
            id: newID(), headBranch: head, headCommit: headCommit, baseBranch: base, baseCommit: baseCommit,
            isDraft: draft, size: size)
        try editIssue(id, issue.number) { (issue) throws(APIError) in issue.pull = pull }
        note("created pull request \(issue.number)")
        try emitIssue("opened", issue.number, in: id, by: author)
        return try self.issue(id, issue.number)
    }

    mutating func setBase(_ base: String, commit: String, of number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let old = try pull(id, number).pull
        guard old.baseBranch != base else { return }
        try editIssue(id, number) { (issue) throws(APIError) in
            issue.pull?.baseBranch = base
            issue.pull?.baseCommit = commit
            issue.pull?.mergeabilityWasAsked = false
        }
        note("edited pull request \(number)")
        let changes: JSONValue = ["base": ["ref": ["from": .string(old.baseBranch)], "sha": ["from": .string(old.baseCommit)]]]
        try emitIssue("edited", number, in: id, by: sender, ["changes": changes])
    }

    mutating func setDraft(_ draft: Bool, _ number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        guard try pull(id, number).pull.isDraft != draft else { return }
        try editIssue(id, number) { (issue) throws(APIError) in issue.pull?.isDraft = draft }
        note("\(draft ? "made pull request \(number) a draft" : "pull request \(number) is ready for review")")
        try emitIssue(draft ? "converted_to_draft" : "ready_for_review", number, in: id, by: sender)
    }

    mutating func requestReviewers(
        _ logins: [String], teams: [String] = [], of number: Int, in id: Int64, by sender: SandboxUser
    ) throws(APIError) {
        if let stranger = teams.first(where: { !((try? repository(id))?.teams.contains($0) ?? false) }) {
            throw .refused(
                "Reviews may only be requested from collaborators. One or more of the teams you specified is not a collaborator: \(stranger)."
            )
        }
        let author = try pull(id, number).issue.user
        for login in logins {
            guard let user = user(login), permission(of: user, in: try repository(id)) >= .read else {
                throw .refused("Reviews may only be requested from collaborators. \(login) is not one.")
            }
            guard user.id != author else { throw .refused("Review cannot be requested from pull request author.") }
            let isNew = try editIssue(id, number) { (issue) throws(APIError) in
                guard issue.pull?.requestedReviewers.contains(user.id) == false else { return false }
                issue.pull?.requestedReviewers.append(user.id)
                return true
            }
            guard isNew else { continue }
            note("requested a review of \(number) from \(user.login)")
            try emitIssue("review_requested", number, in: id, by: sender, ["requested_reviewer": json(user)])
        }
        for team in teams {
            let isNew = try editIssue(id, number) { (issue) throws(APIError) in
                guard issue.pull?.requestedTeams.contains(team) == false else { return false }
                issue.pull?.requestedTeams.append(team)
                return true
            }
            guard isNew else { continue }
            note("requested a review of \(number) from the team \(team)")
            try emitIssue("review_requested", number, in: id, by: sender, ["requested_team": Self.teamJSON(team)])
        }
    }

    static func teamJSON(_ slug: String) -> JSONValue { ["name": .string(slug), "slug": .string(slug)] }

    /// Records that git has merged it, and closes what its text promises to close when it went into the default branch.
    mutating func recordMerge(of number: Int, commit: String, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let now = now
        let issue = try editIssue(id, number) { (issue) throws(APIError) in
            issue.isOpen = false
            issue.closedAt = now
            issue.pull?.mergedAt = now
            issue.pull?.mergedBy = sender.id
            issue.pull?.mergeCommit = commit
            return issue
        }
        note("merged pull request \(number)")
        try emitIssue("closed", number, in: id, by: sender)
        let repository = try repository(id)
        guard issue.pull?.baseBranch == repository.defaultBranch else { return }
        for closed in closingReferences(in: issue.body ?? "") where repository.issues[closed]?.isOpen == true {
            try setOpen(false, closed, in: id, by: sender)
        }
    }
}

/// The issues a text closes when it is merged: `Fixes #7`, `closes: #8`, in any case.
func closingReferences(in text: String) -> [Int] {
    let keywords: Set<String> = [
        "close", "closes", "closed", "fix", "fixes", "fixed", "resolve", "resolves", "resolved",
    ]
    let words = text.split { $0.isWhitespace || $0 == "," }.map { String($0) }
    var numbers: [Int] = []
    for (keyword, reference) in zip(words, words.dropFirst()) where reference.hasPrefix("#") {
        let word = keyword.lowercased().filter { $0.isLetter }
        guard keywords.contains(word), let number = Int(reference.dropFirst().prefix { $0.isNumber }) else { continue }
        numbers.append(number)
    }
    return numbers
}
