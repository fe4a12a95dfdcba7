internal import JSON

extension SandboxWorld {
    mutating func createMilestone(_ title: String, in id: Int64, by creator: SandboxUser) throws(APIError) -> SandboxMilestone {
        let newID = newID()
        let milestone = try edit(id) { (repository) throws(APIError) in
            guard !repository.milestones.contains(where: { $0.title == title }) else {
                throw .invalid("Milestone", field: "title", code: "already_exists")
            }
            let milestone = SandboxMilestone(id: newID, number: repository.milestones.count + 1, title: title)
            repository.milestones.append(milestone)
            return milestone
        }
        note("created milestone \(milestone.number)")
        emit("milestone", "created", in: id, by: creator, ["milestone": json(milestone, in: try repository(id))])
        return milestone
    }

    /// Puts an issue or pull request into a milestone, or out of every one.
    mutating func setMilestone(_ number: Int?, of issue: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let known = try repository(id).milestones
        guard number == nil || known.contains(where: { $0.number == number }) else {
            throw .invalid("Issue", field: "milestone", code: "invalid")
        }
        let old = try self.issue(id, issue).milestone
        guard old != number else { return }
        try editIssue(id, issue) { (issue) throws(APIError) in issue.milestone = number }
        note("set milestone of \(issue)")
        let current = try repository(id)
        let named = current.milestones.first { $0.number == number ?? old }
        let members: [String: JSONValue] = ["milestone": named.map { json($0, in: current) } ?? .null]
        try emitIssue(number == nil ? "demilestoned" : "milestoned", issue, in: id, by: sender, members)
    }

    func json(_ milestone: SandboxMilestone, in repository: SandboxRepository?) -> JSONValue {
        let api = repository.map { addresses.api($0.name) } ?? ""
        return [
            "url": .string("\(api)/milestones/\(milestone.number)"), "id": .integer(milestone.id),
            "node_id": .string(nodeID("Milestone", milestone.id)), "number": .integer(Int64(milestone.number)),
            "title": .string(milestone.title), "state": .string(milestone.isOpen ? "open" : "closed"), "description": .null,
        ]
    }

    /// Locks a conversation: from then on only those who may write are heard.
    mutating func setLocked(_ isLocked: Bool, reason: String?, _ number: Int, in id: Int64, by sender: SandboxUser)
        throws(APIError)
    {
        let reasons = ["off-topic", "too heated", "resolved", "spam"]
        guard reason.map(reasons.contains) ?? true else { throw .invalid("Issue", field: "lock_reason", code: "invalid") }
        let changed = try editIssue(id, number) { (issue) throws(APIError) in
            let changed = issue.isLocked != isLocked
            issue.isLocked = isLocked
            issue.lockReason = isLocked ? reason : nil
            return changed
        }
        guard changed else { return }
        note("\(isLocked ? "locked" : "unlocked") \(number)")
        try emitIssue(isLocked ? "locked" : "unlocked", number, in: id, by: sender)
    }

    mutating func unassign(_ logins: [String], from number: Int, in id: Int64, by sender: SandboxUser) throws(APIError) {
        for user in logins.compactMap({ user($0) }) {
            let wasThere = try editIssue(id, number) { (issue) throws(APIError) in
                guard let index = issue.assignees.firstIndex(of: user.id) else { return false }
                issue.assignees.remove(at: index)
                return true
            }
            guard wasThere else { continue }
            note("unassigned \(user.login) from \(number)")
            try emitIssue("unassigned", number, in: id, by: sender, ["assignee": json(user)])
        }
    }
}
