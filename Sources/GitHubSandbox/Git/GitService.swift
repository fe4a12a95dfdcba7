internal import Identifiers
internal import WebServer

/// Serves repositories to git through `git http-backend` (git-http-backend(1)).
struct GitService: Sendable {
    let server: SandboxServer

    func respond(to git: GitRequest, number: Int) async -> (response: Response, user: String?) {
        var caller = Caller.anonymous
        do {
            caller = try await server.authenticate(git.request)
            let repository = try await repository(git, caller)
            if git.service == .push, !git.isAdvertisement {
                return (try await push(git, repository, caller, number), caller.user?.login)
            }
            return (try await backend(git, repository, caller), caller.user?.login)
        } catch let error as APIError {
            return (Self.response(error), caller.user?.login)
        } catch {
            return (.text("\(error)\n", status: 500), caller.user?.login)
        }
    }

    private func repository(_ git: GitRequest, _ caller: Caller) async throws(APIError) -> SandboxRepository {
        try await server.state.read { (world) throws(APIError) in
            let id = world.names[git.repository.lowercased()]
            let repository: SandboxRepository
            do throws(APIError) {
                let needs: SandboxPermission = git.service == .push ? .write : .read
                repository = try world.access(id, caller, needs: needs, scope: "contents=write")
            } catch {
                // Who has not said who they are is asked, also about what does not exist.
                throw caller.kind == .anonymous ? .authenticationRequired : error
            }
            guard repository.name.description.lowercased() == git.repository.lowercased() else {
                let query = git.request.target.firstIndex(of: "?").map { String(git.request.target[$0...]) } ?? ""
                throw .moved(
                    to: "\(world.addresses.web)/\(repository.name).git\(git.path)\(query)", method: git.request.method)
            }
            return repository
        }
    }

    private static func response(_ error: APIError) -> Response {
        let text =
            switch error.status {
            case 401: "Invalid username or token.\n"
            case 403: "Write access to repository not granted.\n"
            case 404: "Repository not found.\n"
            default: "\(error.message)\n"
            }
        var response = Response.text(text, status: error.status)
        if error.status == 401 { response = response.with(header: "WWW-Authenticate", "Basic realm=\"GitHub\"") }
        if let location = error.headers["Location"] { response = response.with(header: "Location", location) }
        return response
    }

    private func push(
        _ git: GitRequest, _ repository: SandboxRepository, _ caller: Caller, _ number: Int
    ) async throws -> Response {
        guard let user = caller.user else { throw APIError.authenticationRequired }
        let commands = PushCommands(git.request.body)
        let refused = commands.references.filter { name in
            repository.protectedBranches.contains { "refs/heads/\($0)" == name }
        }
        if !refused.isEmpty {
            return .bytes(commands.refusal(of: Set(refused)), type: "application/x-git-receive-pack-result")
        }
        return try await server.changeReferences(of: repository.id, by: user, request: number) { _ in
            try await backend(git, repository, caller)
        }
    }

    private func backend(_ git: GitRequest, _ repository: SandboxRepository, _ caller: Caller) async throws(GitFailure)
        -> Response
    {
        let request = git.request
        var environment = [
            "GIT_PROJECT_ROOT": server.store.folder, "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": "/\(repository.id).git\(git.path)", "REQUEST_METHOD": request.method,
            "QUERY_STRING": request.target.split(separator: "?", maxSplits: 1).dropFirst().first.map { String($0) } ?? "",
            "CONTENT_TYPE": request.header("Content-Type") ?? "", "REMOTE_ADDR": request.remoteAddress,
            "SERVER_PROTOCOL": "HTTP/1.1", "GATEWAY_INTERFACE": "CGI/1.1",
        ]
        if !request.body.isEmpty { environment["CONTENT_LENGTH"] = String(request.body.count) }
        environment["HTTP_CONTENT_ENCODING"] = request.header("Content-Encoding")
        environment["GIT_PROTOCOL"] = request.header("Git-Protocol")
        environment["REMOTE_USER"] = caller.user?.login
        let output = try await server.store.git.output(["http-backend"], environment: environment, input: request.body)
        return Self.response(fromCGI: output)
    }

    /// Takes the headers off a CGI program's output (RFC 3875 section 6).
    static func response(fromCGI output: [UInt8]) -> Response {
        guard let end = output.firstRange(of: [13, 10, 13, 10]) else { return .text("git said nothing\n", status: 502) }
        var response = Response(status: 200, body: .bytes(Array(output[end.upperBound...])))
        for line in output[..<end.lowerBound].split(separator: 10) {
            let text = String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let value = String(parts[1].drop { $0 == " " })
            if parts[0].lowercased() == "status" {
                response.status = value.split(separator: " ").first.flatMap { Int($0) } ?? 500
            } else {
                response.headers.append((String(parts[0]), value))
            }
        }
        return response
    }
}
