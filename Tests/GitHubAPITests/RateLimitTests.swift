import Dispatch
import GitHubAPI
import Identifiers
import JSON
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct RateLimitTests {
    static let secondary: JSONValue = ["message": "You have exceeded a secondary rate limit. Please wait a few minutes."]
    static let exhausted = [
        "X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "\(Timestamp.noon.seconds + 600)",
    ]

    static let limits: [(ScriptedReply, Duration, Bool)] = [
        (.json(["message": "API rate limit exceeded for user"], status: 403, headers: exhausted), .seconds(600), false),
        (.json(["message": "API rate limit exceeded"], status: 429, headers: exhausted), .seconds(600), false),
        (.json(["message": "Slow down"], status: 429, headers: ["Retry-After": "7"]), .seconds(7), true),
        (.json(["message": "Slow down"], status: 403, headers: ["Retry-After": "7"]), .seconds(7), true),
        (.json(["message": "x"], status: 429, headers: ["Retry-After": httpDate(.noon + .seconds(90))]), .seconds(90), true),
        (.json(secondary, status: 403), .seconds(60), true),
        (.json(secondary, status: 403, headers: exhausted), .seconds(600), true),
        (.json(["message": "You have triggered an abuse detection mechanism"], status: 403), .seconds(60), true),
        (.text("too many", status: 429), .seconds(60), true),
        // Headers that would silence HookBot for good, or crash arithmetic.
        (.text("", status: 429, headers: ["Retry-After": "99999999999"]), .seconds(3900), true),
        (.text("", status: 429, headers: ["Retry-After": "9223372036854775807"]), .seconds(60), true),
        (.text("", status: 429, headers: ["Retry-After": "-5"]), .seconds(60), true),
    ]

    @Test(arguments: limits.indices)
    func `a limit closes the way until it ends`(index: Int) async throws {
        let (reply, wait, isSecondary) = Self.limits[index]
        let refused = Flag()
        let clock = ManualClock()
        try await withServer { _ in
            refused.first() ? reply : .json(repositoryJSON)
        } _: { server in
            let client = try makeClient(server, retry: RetryPolicy(), clock: clock)
            let expected = GitHubError.rateLimited(until: .noon + wait, secondary: isSecondary)
            #expect(await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) } == expected)
            clock.advance(by: wait - .seconds(1))
            #expect(await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) } == expected)
            #expect(expected.retryAfter(now: clock.now) == .seconds(1))
            #expect(server.requests.count == 1)
            clock.advance(by: .seconds(1))
            _ = try await client.send(.repository(.garden))
            #expect(server.requests.count == 2)
        }
    }

    @Test func `the last call of the hour closes the way before a refusal comes`() async throws {
        let clock = ManualClock()
        try await withServer { _ in
            .json(repositoryJSON, headers: Self.exhausted)
        } _: { server in
            let client = try makeClient(server, clock: clock)
            _ = try await client.send(.repository(.garden))
            #expect(
                await failure { () throws(GitHubError) in try await client.send(.createComment("x", on: 1, in: .garden)) }
                    == .rateLimited(until: .noon + .seconds(600), secondary: false))
            #expect(server.requests.count == 1)
            #expect(
                await client.rateLimit()
                    == RateLimit(limit: 5000, remaining: 0, resetsAt: .noon + .seconds(600), resource: "core"))
        }
    }

    @Test func `the reset is told by the server's clock`() async throws {
        let headers = Self.exhausted.merging(["Date": httpDate(.noon + .seconds(500))]) { $1 }
        try await withServer { _ in
            .json(repositoryJSON, headers: headers)
        } _: { server in
            let client = try makeClient(server)
            _ = try await client.send(.repository(.garden))
            #expect(await client.rateLimit()?.resetsAt == .noon + .seconds(100))
        }
    }

    @Test func `secondary limits without a time wait longer each time, until a call succeeds`() async throws {
        let clock = ManualClock()
        let calls = Atomic<Int>(0)
        try await withServer { _ in
            let call = calls.add(1, ordering: .relaxed).newValue
            return call == 4 ? .json(repositoryJSON) : .json(Self.secondary, status: 403)
        } _: { server in
            let client = try makeClient(server, clock: clock)
            var waits: [Duration?] = []
            for _ in 1...5 {
                let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
                waits.append(error?.retryAfter(now: clock.now))
                clock.advance(by: waits.last.flatMap(\.self) ?? .zero)
            }
            #expect(waits == [.seconds(60), .seconds(120), .seconds(240), nil, .seconds(60)])
        }
    }

    @Test func `calls refused together count as one refusal`() async throws {
        let arrived = Atomic<Int>(0)
        let together = DispatchSemaphore(value: 0)
        try await withServer { _ in
            if arrived.add(1, ordering: .sequentiallyConsistent).newValue == 5 { for _ in 0..<5 { together.signal() } }
            _ = together.wait(timeout: .now() + 10)
            return .json(Self.secondary, status: 403)
        } _: { server in
            let client = try makeClient(server)
            await withTaskGroup { group in
                for _ in 0..<5 {
                    group.addTask { await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) } }
                }
                for await error in group { #expect(error == .rateLimited(until: .noon + .seconds(60), secondary: true)) }
            }
            #expect(server.requests.count == 5)
        }
    }

    @Test func `a server without limits has none`() async throws {
        try await withServer { _ in
            .json(repositoryJSON)
        } _: { server in
            let client = try makeClient(server)
            for _ in 0..<3 { _ = try await client.send(.repository(.garden)) }
            #expect(await client.rateLimit() == nil)
        }
    }

    @Test func `a missing permission is no limit, whatever the budget`() async throws {
        try await withServer { _ in
            .json(["message": "Resource not accessible by integration"], status: 403, headers: Self.exhausted)
        } _: { server in
            let client = try makeClient(server)
            #expect(
                await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
                    == .forbidden(message: "Resource not accessible by integration", neededPermissions: nil))
        }
    }

    @Test func `the search budget does not close the core one`() async throws {
        let headers = Self.exhausted.merging(["X-RateLimit-Resource": "search"]) { $1 }
        try await withServer { _ in
            .json(repositoryJSON, headers: headers)
        } _: { server in
            let client = try makeClient(server)
            for _ in 0..<2 { _ = try await client.send(.repository(.garden)) }
            #expect(server.requests.count == 2)
        }
    }
}
