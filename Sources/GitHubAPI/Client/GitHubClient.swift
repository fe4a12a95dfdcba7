package import HTTPClient
package import Identifiers

/// Speaks to one GitHub as one token or App.
package final class GitHubClient: Sendable {
    package let location: GitHubLocation
    let connection: Connection
    let retry: RetryPolicy
    private let identity: Identity
    private let sleep: @Sendable (Duration) async throws -> Void
    private let random: @Sendable () -> Double

    private enum Identity: Sendable {
        case token(Secret)
        case app(AppAuthorization)
    }

    /// `random` gives numbers in 0..<1; `sleep` throws when the task is cancelled.
    package init(
        location: GitHubLocation, credential: GitHubCredential, transport: CurlTransport, userAgent: String = "HookBot",
        retry: RetryPolicy = RetryPolicy(), now: (@Sendable () -> Timestamp)? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        self.location = location
        self.retry = retry
        self.sleep = sleep
        self.random = random
        connection = Connection(
            location: location, transport: transport, userAgent: userAgent, now: now ?? { .systemTime() })
        switch credential {
        case .token(let token): identity = .token(token)
        case .app(let id, let key): identity = .app(AppAuthorization(app: id, key: key, connection: connection))
        }
    }

    /// Sends a call and reads its answer. A GET is repeated after failures of the network or the server, anything else never.
    package func send<Answer>(
        _ endpoint: Endpoint<Answer>, for repository: RepositoryName? = nil
    ) async throws(GitHubError) -> Answer {
        let response = try await response(to: endpoint.call(at: location), for: repository ?? endpoint.repository)
        return try endpoint.read(response.body)
    }

    /// What git over HTTP takes as the password of `x-access-token`: the token itself, or one minted for this repository alone.
    /// `permissions` narrows an App's further, as in `["contents": "read"]`.
    package func gitToken(
        for repository: RepositoryName, permissions: [String: String]? = nil
    ) async throws(GitHubError) -> Secret {
        switch identity {
        case .token(let token): token
        case .app(let app):
            try await app.forRepository(.init(repository: repository, permissions: permissions)).token
        }
    }

    /// What GitHub said last about the budget that calls about a repository use; without one, the App's own.
    package func rateLimit(for repository: RepositoryName? = nil) async -> RateLimit? {
        switch identity {
        case .token:
            return connection.limits.last(.token)
        case .app(let app):
            guard let repository else { return connection.limits.last(.app) }
            return await app.scope(of: repository).flatMap { connection.limits.last($0) }
        }
    }

    /// An answer of success to a call.
    func response(to call: Call, for repository: RepositoryName?) async throws(GitHubError) -> HTTPResponse {
        var attempt = 1
        while true {
            do throws(GitHubError) {
                return try await authorizedResponse(to: call, for: repository)
            } catch {
                guard call.method.isSafe, error.isWorthRepeating, attempt < retry.maximumAttempts else { throw error }
                try await pause(retry.retryDelay(attempt: attempt, random: random()))
                attempt += 1
            }
        }
    }

    /// An App gets one new token after a 401, as the old one may have been revoked; a 401 never did anything.
    private func authorizedResponse(to call: Call, for repository: RepositoryName?) async throws(GitHubError) -> HTTPResponse {
        let authorization = try await authorization(for: repository)
        let response = try await connection.answer(to: call, as: authorization)
        guard response.status == 401, case .app(let app) = identity else {
            return try connection.accept(response, as: authorization)
        }
        await app.forget(authorization, response)
        let renewed = try await self.authorization(for: repository)
        return try connection.accept(try await connection.answer(to: call, as: renewed), as: renewed)
    }

    private func authorization(for repository: RepositoryName?) async throws(GitHubError) -> Authorization {
        switch identity {
        case .token(let token):
            return Authorization(token: token, scope: .token, reader: "token")
        case .app(let app):
            guard let repository else { return try await app.forApp() }
            return try await app.forRepository(.init(repository: repository, permissions: nil))
        }
    }

    private func pause(_ duration: Duration) async throws(GitHubError) {
        // The only error of a sleep is cancellation.
        do { try await sleep(duration) } catch {
            throw .transport(kind: .cancelled, message: "the request was cancelled", requestWasSent: false)
        }
    }
}
