internal import WebServer

extension PageService {
    /// Does what a form asks for and leads back to the page it came from.
    func act(_ request: Request, _ parts: [String], _ world: SandboxWorld, _ number: Int) async throws -> Response {
        let fields = formFields(request.body)
        if parts == ["_sandbox", "as"] {
            guard let user = world.user(fields["user"] ?? "") else { throw APIError.notFound }
            let cookie = "sandbox-user=\(user.login.percentEncoded); Path=/; HttpOnly; SameSite=Strict"
            return .redirect(to: safePath(fields["back"])).with(header: "Set-Cookie", cookie)
        }
        guard parts.count >= 3, let user = actor(request, world) else { throw APIError.notFound }
        let caller = Caller(user: user, kind: .personal)
        let id = world.names["\(parts[0])/\(parts[1])".lowercased()]
        let repository = try world.access(id, caller, needs: .read, scope: "")
        let home = "/\(repository.name)"
        if parts.count == 3, parts[2] == "issues" {
            let labels = (fields["labels"] ?? "").split(separator: ",").map { trimmed($0) }.filter { !$0.isEmpty }
            let title = fields["title"] ?? ""
            let opened = try await server.state.change(for: number) { (world) throws(APIError) in
                try world.openIssue(in: repository.id, title: title, body: fields["body"], labels: labels, by: user).number
            }
            return .redirect(to: "\(home)/issues/\(opened)")
        }
        guard parts.count == 5, ["issues", "pull"].contains(parts[2]), let target = Int(parts[3]) else { throw APIError.notFound }
        try await act(parts[4], on: target, in: repository, fields, caller, user, number)
        return .redirect(to: "\(home)/\(parts[2])/\(target)")
    }

    private func act(
        _ action: String, on target: Int, in repository: SandboxRepository, _ fields: [String: String], _ caller: Caller,
        _ user: SandboxUser, _ number: Int
    ) async throws {
        if action == "merge" {
            _ = try await server.state.read { (world) throws(APIError) in
                try world.access(repository.id, caller, needs: .write, scope: "contents=write")
            }
            _ = try await server.merge(
                target, of: repository, expecting: nil, squash: fields["method"] == "squash", title: nil, message: nil,
                by: user, request: number)
            return
        }
        try await server.state.change(for: number) { (world) throws(APIError) in
            let id = repository.id
            let isAuthor = try world.issue(id, target).user == user.id
            func require(_ permission: SandboxPermission) throws(APIError) {
                _ = try world.access(id, caller, needs: permission, scope: "issues=write")
            }
            switch action {
            case "comments": _ = try world.comment(on: target, in: id, fields["body"] ?? "", by: user)
            case "labels":
                try require(.triage)
                if let name = fields["add"], !name.isEmpty { try world.addLabels([name], to: target, in: id, by: user) }
                if let name = fields["remove"], !name.isEmpty {
                    try world.removeLabel(name, from: target, in: id, by: user)
                }
            case "state":
                if !isAuthor { try require(.triage) }
                try world.setOpen(fields["open"] == "true", target, in: id, by: user)
            case "ready":
                if !isAuthor { try require(.write) }
                try world.setDraft(false, target, in: id, by: user)
            case "reviews":
                guard let verdict = SandboxReview.Verdict(event: fields["event"] ?? "") else {
                    throw .invalid("PullRequestReview", field: "event", code: "invalid")
                }
                _ = try world.review(target, in: id, verdict, body: fields["body"] ?? "", by: user)
            default: throw .notFound
            }
        }
    }

    /// A path on this host, whatever a form says.
    private func safePath(_ path: String?) -> String {
        guard let path, path.hasPrefix("/"), !path.hasPrefix("//"),
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C })
        else { return "/" }
        return path
    }

    private func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
