internal import Identifiers
internal import JSON

extension SandboxWorld {
    mutating func openIssue(
        in id: Int64, title: String, body: String?, labels: [String] = [], assignees: [String] = [], by author: SandboxUser
    ) throws(APIError) -> SandboxIssue {
        let issue = try addIssue(in: id, title: title, body: body, by: author)
        note("opened issue \(issue.number)")
        emit("issues", "opened", in: id, by: author, ["issue": json(issue, in: try repository(id))])
        try addLabels(labels, to: issue.number, in: id, by: author)
        try assign(assignees, to: issue.number, in: id, by: author)
        return try self.issue(id, issue.number)
    }

    /// Stores a new issue under the next number, without telling anyone.
    mutating func addIssue(
        in id: Int64, title: String, body: String?, by author: SandboxUser
    ) throws(APIError) -> SandboxIssue {
        try Self.checkTitle(title, resource: "Issue")
        try Self.checkLength(body, resource: "Issue")
        let (issueID, now) = (newID(), now)
        return try edit(id) { (repository) throws(APIError) in
            repository.lastNumber += 1
            let issue = SandboxIssue(
                id: issueID, number: repository.lastNumber, user: author.id, author: author.login, title: title,
                body: body, createdAt: now, updatedAt: now)
            repository.issues[issue.number] = issue
            return issue
        }
    }

    /// Changes title, body and state of an issue or pull request; nil leaves as it is.
    mutating func updateIssue(
        _ number: Int, in id: Int64, title: String? = nil, body: String?? = nil, open: Bool? = nil, reason: String? = nil,
        by sender: SandboxUser
    ) throws(APIError) {
        if let title { try Self.checkTitle(title, resource: "Issue") }
        if let body { try Self.checkLength(body, resource: "Issue") }
        let before = try issue(id, number)
        var changes: [String: JSONValue] = [:]
        if let title, title != before.title { changes["title"] = ["from": .string(before.title)] }
        if let body, body != before.body { changes["body"] = ["from": .string(before.body ?? "")] }
        try editIssue(id, number) { (issue) throws(APIError) in
            if let title { issue.title = title }
            if let body { issue.body = body }
        }
        if !changes.isEmpty {
            note("edited \(kind(before)) \(number)")
            try emitIssue("edited", number, in: id, by: sender, ["changes": .object(changes)])
        }
        if let open, open != before.isOpen { try setOpen(open, number, reason: reason, in: id, by: sender) }
    }

    mutating func setOpen(
        _ open: Bool, _ number: Int, reason: String? = nil, in id: Int64, by sender: SandboxUser
    ) throws(APIError) {
        let now = now
        let issue = try editIssue(id, number) { (issue) throws(APIError) in
            guard !(open && issue.pull?.isMerged == true) else {
                throw .invalid("PullRequest", field: "state", "state cannot be changed. The pull request is merged.")
            }
            issue.isOpen = open
            issue.closedAt = open ? nil : now
            issue.stateReason = open ? "reopened" : issue.pull == nil ? reason ?? "completed" : nil
            return issue
        }
        note("\(open ? "reopened" : "closed") \(kind(issue)) \(number)")
        try emitIssue(open ? "reopened" : "closed", number, in: id, by: sender)
    }

    mutating func assign(_ logins: [String], to number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        for user in logins.compactMap({ user($0) }) {
            let isNew = try editIssue(id, number) { (issue) throws(APIError) in
                guard !issue.assignees.contains(user.id) else { return false }
                issue.assignees.append(user.id)
                return true
            }
            guard isNew else { continue }
            note("assigned \(user.login) to \(number)")
            try emitIssue("assigned", number, in: id, by: sender, ["assignee": json(user)])
        }
    }

    /// Removes an issue for good: from then on it is 410.
    mutating func deleteIssue(_ number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        try emitIssue("deleted", number, in: id, by: sender)
        try edit(id) { (repository) throws(APIError) in
            repository.issues[number] = nil
            repository.gone.insert(number)
        }
        note("deleted issue \(number)")
    }

    /// `issues` or `pull_request`, whichever the number is.
    mutating func emitIssue(
        _ action: String, _ number: Int, in id: Int64, by sender: SandboxUser, _ members: [String: JSONValue] = [:]
    ) throws(APIError) {
        let (issue, repository) = (try issue(id, number), try repository(id))
        var payload = members
        if let pull = issue.pull {
            payload["number"] = .integer(Int64(number))
            payload["pull_request"] = json(issue, pull, in: repository)
            emit("pull_request", action, in: id, by: sender, payload)
        } else {
            payload["issue"] = json(issue, in: repository)
            emit("issues", action, in: id, by: sender, payload)
        }
    }

    func kind(_ issue: SandboxIssue) -> String { issue.pull == nil ? "issue" : "pull request" }

    static func checkTitle(_ title: String, resource: String) throws(APIError) {
        guard title.contains(where: { !$0.isWhitespace }) else {
            throw .invalid(resource, field: "title", code: "missing_field")
        }
        guard title.unicodeScalars.count <= 256 else {
            throw .invalid(resource, field: "title", "title is too long (maximum is 256 characters)")
        }
    }
}
