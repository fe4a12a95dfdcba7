internal import Identifiers
internal import JSON
internal import WebServer

/// The pages for people: look at issues and pull requests, and act on them as one of the seed users.
struct PageService: Sendable {
    let server: SandboxServer

    func respond(to request: Request, number: Int) async -> Response {
        let parts = request.path.split(separator: "/").map { String($0) }
        let world = await server.state.snapshot
        let response: Response
        do {
            if request.method == "POST" {
                guard isOurs(request.header("Origin"), world) else {
                    throw APIError(status: 403, message: "This form was not sent from the sandbox's own page.")
                }
                response = try await act(request, parts, world, number)
            } else if let diff = try await diff(request, parts, world) {
                response = .text(diff)
            } else {
                response = .html(try await show(request, parts, world).text)
            }
        } catch let error as APIError {
            response = .html(
                PageLayout.page("Error", as: nil, world, HTML("<h1>\(error.status)</h1><p>\(error.sentence)</p>")).text,
                status: error.status)
        } catch {
            response = .html(PageLayout.page("Error", as: nil, world, HTML("<h1>500</h1><p>\("\(error)")</p>")).text, status: 500)
        }
        return
            response
            .with(header: "Content-Security-Policy", PageLayout.policy)
            .with(header: "Referrer-Policy", "same-origin").with(header: "X-Frame-Options", "DENY")
            .with(header: "Cache-Control", "no-store")
    }

    /// A browser names the page a form came from; a page elsewhere must not act here in somebody's name.
    private func isOurs(_ origin: String?, _ world: SandboxWorld) -> Bool {
        guard let origin else { return true }
        let web = world.addresses.web
        return [web, web.replacing("127.0.0.1", with: "localhost"), web.replacing("localhost", with: "127.0.0.1")].contains(
            origin)
    }

    /// Who the pages act as: the one in the cookie, else the first person there is.
    func actor(_ request: Request, _ world: SandboxWorld) -> SandboxUser? {
        let cookies = (request.header("Cookie") ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        let chosen = cookies.first { $0.hasPrefix("sandbox-user=") }.map { percentDecoded($0.dropFirst(13)) }
        if let chosen, let user = world.user(chosen) { return user }
        if let first = server.options.users.first(where: { $0.kind == .user }) { return world.user(first.login) }
        return world.users.values.filter { $0.kind == .user }.min { $0.id < $1.id }
    }

    /// What lies behind the `diff_url` of a pull request.
    private func diff(_ request: Request, _ parts: [String], _ world: SandboxWorld) async throws -> String? {
        guard parts.count == 4, parts[2] == "pull", parts[3].hasSuffix(".diff"), let number = Int(parts[3].dropLast(5)) else {
            return nil
        }
        let repository = try repository(parts, world, as: actor(request, world))
        let pull = try world.pull(repository.id, number).pull
        return try await server.store[repository.id].diff(pull.baseCommit, pull.headCommit)
    }

    private func repository(_ parts: [String], _ world: SandboxWorld, as user: SandboxUser?) throws(APIError) -> SandboxRepository
    {
        let caller = user.map { Caller(user: $0, kind: .personal) } ?? .anonymous
        let id = world.names["\(parts[0])/\(parts[1])".lowercased()]
        return try world.access(id, caller, needs: .read, scope: "")
    }

    private func show(_ request: Request, _ parts: [String], _ world: SandboxWorld) async throws -> HTML {
        let user = actor(request, world)
        if parts.isEmpty { return RepositoryPages.index(world, as: user) }
        guard parts.count >= 2 else { throw APIError.notFound }
        let repository = try repository(parts, world, as: user)
        if parts.count == 2 || (parts.count == 3 && ["issues", "pulls"].contains(parts[2])) {
            return RepositoryPages.repository(repository, world, as: user)
        }
        guard parts.count == 4, ["issues", "pull"].contains(parts[2]), let number = Int(parts[3]) else { throw APIError.notFound }
        let issue = try world.issue(repository.id, number)
        guard let pull = issue.pull else { return IssuePages.issue(issue, in: repository, world, as: user, diff: nil) }
        let diff = try await server.store[repository.id].diff(pull.baseCommit, pull.headCommit)
        return IssuePages.issue(issue, in: repository, world, as: user, diff: diff)
    }
}
