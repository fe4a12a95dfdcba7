import GitHubAPI
import Identifiers
import JSON
import Testing

@Suite(.timeLimit(.minutes(1))) struct AppTests {
    static var key: GitHubCredential { .app(id: 5, key: Secret(testKey)) }

    /// An App's client and the GitHub it talks to, each by a clock of its own.
    private func withApp(
        skew: Duration = .zero, credential: GitHubCredential = key,
        _ body: (GitHubClient, FakeApp, ScriptedServer, ManualClock) async throws -> Void
    ) async throws {
        let fake = FakeApp(clock: ManualClock())
        let clock = ManualClock(.noon + skew)
        try await withServer {
            fake.reply($0)
        } _: { server in
            try await body(makeClient(server, credential: credential, clock: clock), fake, server, clock)
        }
    }

    @Test func `a repository is spoken to with a token minted for it alone`() async throws {
        try await withApp { client, _, server, _ in
            _ = try await client.send(.repository(.garden))
            #expect(
                server.requests.map(\.target) == [
                    "/repos/octo/garden/installation", "/app/installations/77/access_tokens", "/repos/octo/garden",
                ])
            #expect(server.requests[1].json == ["repositories": ["garden"]])
            #expect(server.requests[2].headers["authorization"] == "Bearer ghs_minted1")
        }
    }

    @Test func `a token serves until shortly before its end`() async throws {
        try await withApp { client, fake, server, clock in
            _ = try await client.send(.repository(.garden))
            for minutes in [54, 2] {
                clock.advance(by: .seconds(minutes * 60))
                fake.clock.advance(by: .seconds(minutes * 60))
                _ = try await client.send(.repository(.garden))
            }
            let used = server.requests.filter { $0.target == "/repos/octo/garden" }.map { $0.headers["authorization"] }
            #expect(used == ["Bearer ghs_minted1", "Bearer ghs_minted1", "Bearer ghs_minted2"])
        }
    }

    @Test func `callers at the same time share one token`() async throws {
        try await withApp { client, _, server, _ in
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 { group.addTask { _ = try await client.send(.repository(.garden)) } }
                try await group.waitForAll()
            }
            #expect(server.requests.filter { $0.target.hasSuffix("access_tokens") }.count == 1)
        }
    }

    @Test func `a revoked token is replaced once, for effects as well`() async throws {
        try await withApp { client, fake, server, _ in
            _ = try await client.send(.repository(.garden))
            fake.revokeEverything()
            _ = try await client.send(.repository(.garden))
            #expect(server.requests.filter { $0.target.hasSuffix("access_tokens") }.count == 2)
            #expect(server.requests.last?.headers["authorization"] == "Bearer ghs_minted2")
        }
    }

    @Test func `a second refusal is final`() async throws {
        try await withServer { request in
            if request.target.hasSuffix("/installation") { return .json(["id": 77]) }
            if request.method == "POST" { return .json(["token": "ghs_x", "expires_at": "2026-01-31T13:00:00Z"], status: 201) }
            return .json(["message": "Bad credentials"], status: 401)
        } _: { server in
            let client = try makeClient(server, credential: Self.key, retry: RetryPolicy())
            #expect(await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) } == .unauthorized)
            #expect(server.requests.filter { $0.target == "/repos/octo/garden" }.count == 2)
        }
    }

    @Test func `a plain token is refused once`() async throws {
        try await withServer { _ in
            .json(["message": "Bad credentials"], status: 401)
        } _: { server in
            let client = try makeClient(server, retry: RetryPolicy())
            #expect(await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) } == .unauthorized)
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [-600, -70, 0, 70, 600])
    func `a clock that is wrong is found out by one refusal`(seconds: Int) async throws {
        try await withApp(skew: .seconds(seconds)) { client, _, server, _ in
            _ = try await client.send(.repository(.garden))
            #expect(try await client.send(.app()).slug == "hookbot")
            #expect(server.requests.count <= 5)
        }
    }

    @Test func `an App installed anew is found again`() async throws {
        try await withApp { client, fake, server, clock in
            _ = try await client.send(.repository(.garden))
            fake.reinstall()
            fake.clock.advance(by: .seconds(3600))
            clock.advance(by: .seconds(3600))
            _ = try await client.send(.repository(.garden))
            #expect(server.requests.contains { $0.target == "/app/installations/78/access_tokens" })
        }
    }

    @Test func `git gets a token of its own permissions`() async throws {
        try await withApp { client, _, server, _ in
            let token = try await client.gitToken(for: .garden, permissions: ["contents": "read"])
            #expect(token.exposedText == "ghs_minted1")
            #expect(server.requests.last?.json == ["repositories": ["garden"], "permissions": ["contents": "read"]])
            #expect(try await client.gitToken(for: .garden).exposedText == "ghs_minted2")
        }
    }

    @Test func `git gets the plain token as it is`() async throws {
        try await withServer { _ in
            .text("")
        } _: { server in
            let token = try await makeClient(server).gitToken(for: .garden)
            #expect(token.exposedText == canary)
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a key that is none is told apart from one GitHub refuses`() async throws {
        try await withApp(credential: .app(id: 5, key: Secret(canary))) { client, _, server, _ in
            let error = await failure { () throws(GitHubError) in try await client.send(.app()) }
            #expect(error == .unusableKey("not an unencrypted private key in PEM form"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `an answer that mints no token does not quote what it holds`() async throws {
        try await withServer { request in
            request.method == "GET" ? .json(["id": 77]) : .text("{\"token\": \"\(canary)\" oops", status: 201)
        } _: { server in
            let client = try makeClient(server, credential: Self.key)
            let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
            #expect(error != nil && !"\(error as Any)".contains(canary))
        }
    }

    @Test func `one installation's exhausted budget leaves another's alone`() async throws {
        try await withServer { request in
            if request.target.hasSuffix("/installation") { return .json(["id": request.target.contains("garden") ? 77 : 78]) }
            if request.method == "POST" { return .json(["token": "ghs_x", "expires_at": "2026-01-31T13:00:00Z"], status: 201) }
            return .json(repositoryJSON, headers: request.target.contains("garden") ? RateLimitTests.exhausted : [:])
        } _: { server in
            let client = try makeClient(server, credential: Self.key)
            let other = try #require(RepositoryName("octo/pond"))
            _ = try await client.send(.repository(.garden))
            let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
            #expect(error == .rateLimited(until: .noon + .seconds(600), secondary: false))
            _ = try await client.send(.repository(other))
            #expect(await client.rateLimit(for: .garden)?.remaining == 0)
            #expect(await client.rateLimit(for: other) == nil)
            #expect(server.requests.filter { $0.target == "/repos/octo/garden" }.count == 1)
        }
    }
}
