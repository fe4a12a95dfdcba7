import HTTPClient
import Identifiers
import JSON
import Testing

@testable import GitHubAPI

@Suite(.timeLimit(.minutes(1))) struct CacheTests {
    @Test func `what has not changed is answered from memory`() async throws {
        try await withServer { request in
            if request.headers["if-none-match"] == "W/\"1\"" {
                return ScriptedReply(
                    status: 304,
                    headers: ["X-RateLimit-Limit": "5000", "X-RateLimit-Remaining": "7", "X-RateLimit-Reset": "1769864400"])
            }
            return .json(repositoryJSON, headers: ["ETag": "W/\"1\""])
        } _: { server in
            let client = try makeClient(server)
            let first = try await client.send(.repository(.garden))
            #expect(try await client.send(.repository(.garden)) == first)
            #expect(server.requests.map { $0.headers["if-none-match"] } == [nil, "W/\"1\""])
            #expect(await client.rateLimit()?.remaining == 7)
        }
    }

    @Test func `what changed replaces what was kept`() async throws {
        try await withServer { request in
            // Safe because the fixture is an object.
            let renamed = JSONValue.object(repositoryJSON.object!.merging(["default_branch": "trunk"]) { $1 })
            return request.headers["if-none-match"] == nil
                ? .json(repositoryJSON, headers: ["ETag": "\"1\""]) : .json(renamed, headers: ["ETag": "\"2\""])
        } _: { server in
            let client = try makeClient(server)
            #expect(try await client.send(.repository(.garden)).defaultBranch == "main")
            #expect(try await client.send(.repository(.garden)).defaultBranch == "trunk")
            _ = try await client.send(.repository(.garden))
            #expect(server.requests.map { $0.headers["if-none-match"] } == [nil, "\"1\"", "\"2\""])
        }
    }

    @Test func `a 304 nobody asked for is an error`() async throws {
        try await withServer { _ in
            ScriptedReply(status: 304)
        } _: { server in
            let client = try makeClient(server)
            let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
            #expect(error == .unexpectedStatus(304, message: "HTTP 304"))
        }
    }

    @Test func `the pages after a kept one are still found`() async throws {
        try await withServer { request in
            if request.target == "/two" { return .json(.list(commentJSON)) }
            if request.headers["if-none-match"] != nil { return ScriptedReply(status: 304) }
            return .json(.list(commentJSON), headers: ["ETag": "\"1\"", "Link": "</two>; rel=\"next\""])
        } _: { server in
            let client = try makeClient(server)
            for _ in 0..<2 { #expect(try await client.all(.comments(on: 1, in: .garden)).count == 2) }
        }
    }

    @Test func `the least recently used answer goes first`() {
        let cache = AnswerCache(maximumEntries: 2)
        let keys = (1...3).map { AnswerCache.Key(reader: "r", accept: "a", url: "/\($0)") }
        let answer = HTTPResponse(status: 200, headers: ["ETag": "t"], body: [1])
        cache.keep(answer, for: keys[0])
        cache.keep(answer, for: keys[1])
        #expect(cache.response(for: keys[0], tag: "t") != nil)
        cache.keep(answer, for: keys[2])
        #expect(keys.map { cache.tag(for: $0) } == ["t", nil, "t"])
    }

    @Test func `the cache holds no more bytes than it may, and no answer that would fill it`() {
        let cache = AnswerCache(maximumBytes: 800)
        let answer = HTTPResponse(status: 200, headers: ["ETag": "t"], body: [UInt8](repeating: 0, count: 100))
        let keys = (1...9).map { AnswerCache.Key(reader: "r", accept: "a", url: "/\($0)") }
        for key in keys { cache.keep(answer, for: key) }
        #expect(keys.filter { cache.tag(for: $0) != nil }.count == 8)
        let large = HTTPResponse(status: 200, headers: ["ETag": "t"], body: [UInt8](repeating: 0, count: 101))
        cache.keep(large, for: .init(reader: "r", accept: "a", url: "/large"))
        #expect(cache.tag(for: .init(reader: "r", accept: "a", url: "/large")) == nil)
    }

    @Test func `readers do not share answers`() {
        let cache = AnswerCache()
        cache.keep(HTTPResponse(status: 200, headers: ["ETag": "t"]), for: .init(reader: "one", accept: "a", url: "/"))
        #expect(cache.tag(for: .init(reader: "two", accept: "a", url: "/")) == nil)
    }
}
