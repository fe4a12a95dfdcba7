internal import Identifiers
internal import JSON

extension SandboxWorld {
    mutating func comment(
        on number: Int, in id: Int64, _ body: String, by author: SandboxUser
    ) throws(APIError) -> SandboxComment {
        try Self.checkComment(body)
        let mayWrite = permission(of: author, in: try repository(id)) >= .write
        try editIssue(id, number) { (issue) throws(APIError) in
            guard !issue.isLocked || mayWrite else {
                throw APIError(status: 403, message: "Unable to create comment because issue is locked.")
            }
        }
        let comment = SandboxComment(
            id: newID(), issue: number, user: author.id, author: author.login, body: body, createdAt: now, updatedAt: now)
        try edit(id) { (repository) throws(APIError) in repository.comments[comment.id] = comment }
        note("commented on \(number)")
        try emitComment("created", comment, in: id, by: author)
        return comment
    }

    mutating func editComment(
        _ comment: Int64, in id: Int64, _ body: String, by sender: SandboxUser
    ) throws(APIError) -> SandboxComment {
        try Self.checkComment(body)
        let now = now
        let (old, new) = try edit(id) { (repository) throws(APIError) in
            guard let old = repository.comments[comment] else { throw .notFound }
            var new = old
            new.body = body
            new.updatedAt = now
            repository.comments[comment] = new
            return (old, new)
        }
        note("edited comment \(comment)")
        let changes: JSONValue = ["body": ["from": .string(old.body)]]
        try emitComment("edited", new, in: id, by: sender, ["changes": changes])
        return new
    }

    mutating func deleteComment(_ comment: Int64, in id: Int64, by sender: SandboxUser) throws(APIError) {
        let old = try edit(id) { (repository) throws(APIError) in
            guard let old = repository.comments.removeValue(forKey: comment) else { throw .notFound }
            return old
        }
        note("deleted comment \(comment)")
        try emitComment("deleted", old, in: id, by: sender)
    }

    private mutating func emitComment(
        _ action: String, _ comment: SandboxComment, in id: Int64, by sender: SandboxUser, _ members: [String: JSONValue] = [:]
    ) throws(APIError) {
        let repository = try repository(id)
        var payload = members
        payload["comment"] = json(comment, in: repository)
        payload["issue"] = json(try issue(id, comment.issue), in: repository)
        emit("issue_comment", action, in: id, by: sender, payload)
    }

    static func checkComment(_ body: String) throws(APIError) {
        guard body.contains(where: { !$0.isWhitespace }) else {
            throw .invalid("IssueComment", field: "body", code: "missing_field")
        }
        try checkLength(body, resource: "IssueComment")
    }
}
