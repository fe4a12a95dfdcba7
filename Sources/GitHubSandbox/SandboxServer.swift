internal import Crypto
internal import Identifiers
internal import WebServer

/// Answers every request: the API, git, the ledger and the pages, with the faults a test asked for in front of them.
final class SandboxServer: Sendable {
    let options: SandboxOptions
    let state: SandboxState
    let store: RepositoryStore
    let faults = FaultScript()

    init(options: SandboxOptions, store: RepositoryStore) {
        self.options = options
        self.store = store
        state = SandboxState(app: options.app, clock: options.clock, sender: options.sender)
    }

    func respond(to request: Request) async -> Response {
        let hash = hexadecimal(sha256(request.body))
        let number = await state.begin(method: request.method, path: request.target, bodyHash: hash)
        let fault = faults.take(request.method, String(request.target.prefix { $0 != "?" }))
        if let answer = await fault?.answerBefore() {
            await state.end(number, user: nil, status: answer.dropsConnection ? nil : answer.status)
            return answer
        }
        let (response, user) = await route(request, number: number)
        await state.end(number, user: user, status: response.status)
        return await fault?.answerAfter(response) ?? response
    }

    func authenticate(_ request: Request) async throws(APIError) -> Caller {
        let now = options.clock()
        return try await state.read { (world) throws(APIError) in
            var world = world
            world.now = now
            return try world.authenticate(request.header("Authorization"))
        }
    }

    private func route(_ request: Request, number: Int) async -> (response: Response, user: String?) {
        let target = request.target
        for (prefix, rest) in [("/api/v3/", 7), ("/api/graphql", 4)] where target.hasPrefix(prefix) {
            return await APIService(server: self).respond(to: request, path: String(target.dropFirst(rest)), number: number)
        }
        if target == "/api/v3" { return await APIService(server: self).respond(to: request, path: "/", number: number) }
        if let git = GitRequest(request) { return await GitService(server: self).respond(to: git, number: number) }
        let first = request.path.split(separator: "/").first.map { String($0) } ?? ""
        if Self.apiRoots.contains(first) {
            return await APIService(server: self).respond(to: request, path: target, number: number)
        }
        if request.path == "/_sandbox/ledger" { return (await ledger(), nil) }
        return (await PageService(server: self).respond(to: request, number: number), nil)
    }

    /// What the API answers without `/api/v3`, as api.github.com does.
    private static let apiRoots: Set<String> = [
        "repos", "repositories", "user", "users", "orgs", "app", "installation", "rate_limit", "meta", "graphql",
    ]
}
