import GitHubAPI
import Identifiers
import JSON
import Testing

@Suite(.timeLimit(.minutes(1))) struct PagesTests {
    @Test func `all pages are followed wherever their links lead within the API`() async throws {
        try await withServer { request in
            switch request.target {
            case "/repos/octo/garden/issues/3/comments?per_page=100":
                .json(.list(commentJSON, count: 2), headers: ["Link": "</repositories/9/x?cursor=two>; rel=\"next\""])
            case "/repositories/9/x?cursor=two":
                .json(.list(commentJSON), headers: ["Link": "</first>; rel=\"first\""])
            default: .text("", status: 404)
            }
        } _: { server in
            let comments = try await makeClient(server).all(.comments(on: 3, in: .garden))
            #expect(comments.count == 3)
            #expect(server.requests.allSatisfy { $0.headers["authorization"] == "Bearer \(canary)" })
        }
    }

    @Test func `the next page on another server is an error, and that server is not asked`() async throws {
        try await withServer { _ in
            .json([])
        } _: { other in
            let otherURL = other.url
            try await withServer { _ in
                .json([], headers: ["Link": "<\(otherURL)/x>; rel=\"next\""])
            } _: { server in
                let client = try makeClient(server)
                let error = await failure { () throws(GitHubError) in try await client.all(.comments(on: 3, in: .garden)) }
                #expect(error == .unreadable("the next page lies outside \(server.url)"))
            }
            #expect(other.requests.isEmpty)
        }
    }

    @Test func `a list without end stops after a hundred pages`() async throws {
        try await withServer { _ in
            .json([], headers: ["Link": "</more>; rel=\"next\""])
        } _: { server in
            let client = try makeClient(server)
            let error = await failure { () throws(GitHubError) in try await client.all(.comments(on: 3, in: .garden)) }
            #expect(error == .unreadable("a list of more than 100 pages"))
            #expect(server.requests.count == 100)
        }
    }

    @Test func `a list stops at its limit of bytes`() async throws {
        try await withServer { _ in
            .json(.list(commentJSON, count: 50), headers: ["Link": "</more>; rel=\"next\""])
        } _: { server in
            let client = try makeClient(server)
            let error = await failure { () throws(GitHubError) in
                try await client.all(.comments(on: 3, in: .garden), maximumBytes: 30_000)
            }
            #expect(error == .unreadable("a list of more than 30000 bytes"))
        }
    }

    @Test func `a failure on a later page is repeated there`() async throws {
        let flaky = Flag()
        try await withServer { request in
            if request.target.hasPrefix("/repos") { return .json([], headers: ["Link": "</two>; rel=\"next\""]) }
            return flaky.first() ? .text("", status: 502) : .json(.list(commentJSON))
        } _: { server in
            let client = try makeClient(server, retry: RetryPolicy())
            #expect(try await client.all(.comments(on: 3, in: .garden)).count == 1)
            #expect(server.requests.map(\.target).suffix(2) == ["/two", "/two"])
        }
    }
}
