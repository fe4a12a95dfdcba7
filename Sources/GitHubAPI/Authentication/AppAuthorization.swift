internal import HTTPClient
internal import Identifiers
internal import JSON

/// Turns an App's key into tokens, kept in memory until shortly before they end. Callers that want the same token at the same
/// time share one request for it.
actor AppAuthorization {
    private typealias Minting = Task<Result<InstallationToken, GitHubError>, Never>

    private let app: Int64
    private let key: Secret
    private let connection: Connection
    /// A token with less than this left is not handed out: a push may take minutes.
    private let margin: Duration
    private var clock = AppClock()
    private var appToken: AppToken?
    private var installations: [RepositoryName: Int64] = [:]
    private var tokens: [InstallationToken.Purpose: InstallationToken] = [:]
    private var minting: [InstallationToken.Purpose: Minting] = [:]

    init(app: Int64, key: Secret, connection: Connection, margin: Duration = .seconds(300)) {
        self.app = app
        self.key = key
        self.connection = connection
        self.margin = margin
    }

    /// The App's own, for what concerns no repository.
    func forApp() throws(GitHubError) -> Authorization {
        let time = serverTime
        if let appToken, appToken.expiresAt > time + .seconds(60) { return authorization(appToken) }
        let fresh = try AppToken(app: app, key: key, at: time)
        appToken = fresh
        return authorization(fresh)
    }

    /// The installation's, narrowed to one repository.
    func forRepository(_ purpose: InstallationToken.Purpose) async throws(GitHubError) -> Authorization {
        // While the installation's budget is closed, asking for a token would only cost more calls.
        if let installation = installations[purpose.repository] {
            try connection.limits.check(.installation(installation), now: connection.now())
        }
        let token = try await token(purpose)
        return Authorization(
            token: token.text, scope: .installation(token.installation), reader: "\(token.installation)/\(purpose.repository)")
    }

    /// Drops a token GitHub refused, unless another caller replaced it meanwhile; learns the time from the refusal.
    func forget(_ refused: Authorization, _ response: HTTPResponse) {
        clock.learn(from: response.headers, now: connection.now())
        let bytes = refused.token.exposedBytes
        if appToken?.text.exposedBytes == bytes { appToken = nil }
        tokens = tokens.filter { $0.value.text.exposedBytes != bytes }
    }

    /// Whose budget calls about a repository use, as far as known.
    func scope(of repository: RepositoryName) -> RateLimitScope? { installations[repository].map { .installation($0) } }

    private var serverTime: Timestamp { clock.time(connection.now()) }

    private func authorization(_ token: AppToken) -> Authorization {
        Authorization(token: token.text, scope: .app, reader: "app")
    }

    private func token(_ purpose: InstallationToken.Purpose) async throws(GitHubError) -> InstallationToken {
        if let token = tokens[purpose], token.expiresAt > serverTime + margin { return token }
        if let running = minting[purpose] { return try await running.value.get() }
        let task = Minting {
            do throws(GitHubError) { return .success(try await self.mint(purpose)) } catch { return .failure(error) }
        }
        minting[purpose] = task
        let result = await task.value
        minting[purpose] = nil
        let token = try result.get()
        tokens = tokens.filter { $0.value.expiresAt > serverTime }
        tokens[purpose] = token
        return token
    }

    private func mint(_ purpose: InstallationToken.Purpose) async throws(GitHubError) -> InstallationToken {
        guard let known = installations[purpose.repository] else {
            return try await mint(purpose, in: lookUp(purpose.repository))
        }
        do throws(GitHubError) {
            return try await mint(purpose, in: known)
        } catch .notFound {
            // The App was removed, and perhaps installed again under a new id.
            return try await mint(purpose, in: lookUp(purpose.repository))
        }
    }

    private func mint(_ purpose: InstallationToken.Purpose, in installation: Int64) async throws(GitHubError) -> InstallationToken
    {
        var body: [String: JSONValue] = ["repositories": [.string(purpose.repository.name)]]
        if let permissions = purpose.permissions { body["permissions"] = .object(permissions.mapValues { .string($0) }) }
        let answer = try await callAsApp(.post, "/app/installations/\(installation)/access_tokens", JSONValue.object(body).bytes)
        let wire = try WireObject(try readJSON(answer), "installation token")
        return InstallationToken(
            text: Secret(try wire.text("token")), expiresAt: try wire.time("expires_at"), installation: installation)
    }

    private func lookUp(_ repository: RepositoryName) async throws(GitHubError) -> Int64 {
        installations[repository] = nil
        let answer = try await callAsApp(.get, "/repos/\(repository)/installation", nil)
        let id = try WireObject(try readJSON(answer), "installation").integer("id")
        installations[repository] = id
        return id
    }

    /// Once more with a new token after a 401: nothing was done then, and the refusal told the time.
    private func callAsApp(_ method: HTTPMethod, _ path: String, _ body: [UInt8]?) async throws(GitHubError) -> [UInt8] {
        let call = Call(
            method: method, url: connection.location.baseURL + path, accept: AcceptedForm.json.rawValue, body: body)
        let first = try forApp()
        var response = try await connection.answer(to: call, as: first)
        if response.status == 401 {
            forget(first, response)
            response = try await connection.answer(to: call, as: forApp())
        }
        return try connection.accept(response, as: forApp()).body
    }
}
