import HTTPClient
import GitHubAPI
import Identifiers
import JSON
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct ClientTests {
    @Test func `every call says who asks, for what version, in which form`() async throws {
        try await withServer { _ in
            .json(repositoryJSON)
        } _: { server in
            _ = try await makeClient(server).send(.repository(.garden))
            let headers = try #require(server.requests.first).headers
            #expect(headers["authorization"] == "Bearer \(canary)")
            #expect(headers["user-agent"] == "HookBot")
            #expect(headers["accept"] == "application/vnd.github+json")
            #expect(headers["x-github-api-version"] == "2022-11-28")
        }
    }

    @Test func `a body goes out as JSON below the base path`() async throws {
        try await withServer { _ in
            .json(commentJSON, status: 201)
        } _: { server in
            let client = GitHubClient(
                location: try GitHubLocation(baseURL: server.url + "/api/v3", webURL: server.url),
                credential: .token(Secret(canary)), transport: try CurlTransport())
            let comment = try await client.send(.createComment("Done \u{1F331}", on: 3, in: .garden))
            #expect(comment.id == 3_000_000_007)
            let request = try #require(server.requests.first)
            #expect(request.target == "/api/v3/repos/octo/garden/issues/3/comments")
            #expect(request.headers["content-type"] == "application/json")
            #expect(request.json == ["body": "Done \u{1F331}"])
        }
    }

    static let refusals: [(ScriptedReply, GitHubError)] = [
        (.json(["message": "Bad credentials"], status: 401), .unauthorized),
        (
            .json(
                ["message": "Resource not accessible by integration"], status: 403,
                headers: ["X-Accepted-GitHub-Permissions": "contents=write"]),
            .forbidden(message: "Resource not accessible by integration", neededPermissions: "contents=write")
        ),
        (.text("<html>", status: 403), .forbidden(message: "HTTP 403", neededPermissions: nil)),
        (.json(["message": "Not Found"], status: 404), .notFound),
        (.json(["message": "This issue was deleted"], status: 410), .gone),
        (.json(["message": "Merge conflict"], status: 409), .conflict("Merge conflict")),
        (
            .json(
                [
                    "message": "Validation Failed",
                    "errors": [
                        ["resource": "PullRequest", "field": "head", "code": "invalid"], "No commits between main and x",
                    ],
                ], status: 422),
            .validation(
                message: "Validation Failed",
                errors: [
                    FieldError(resource: "PullRequest", field: "head", code: "invalid"),
                    FieldError(message: "No commits between main and x"),
                ])
        ),
        (
            .json(["message": "Invalid request.\n\nwrong"], status: 422),
            .validation(message: "Invalid request.  wrong", errors: [])
        ),
        (.json(["message": "Problems parsing JSON"], status: 400), .validation(message: "Problems parsing JSON", errors: [])),
        (.json(["message": "teapot"], status: 418), .unexpectedStatus(418, message: "teapot")),
        (.text("<html>Unicorn</html>", status: 502), .serverError(status: 502)),
        (
            .json(["message": "Moved"], status: 301, headers: ["Location": "https://evil.example/x"]),
            .movedPermanently("https://evil.example/x")
        ),
        (.json([:], status: 302), .movedPermanently("")),
        (.text(""), .unreadable("it is empty")),
        (.text("<html>"), .unreadable("not JSON, line 1, column 1")),
        (.json([]), .unreadable("repository is not an object")),
        (.json(["id": "5"]), .unreadable("repository.id is not an integer")),
        (.json(["id": 5, "full_name": "../x"]), .unreadable("repository.full_name is not owner/name")),
        (.text(String(repeating: "[", count: 100_000)), .unreadable("not JSON, line 1, column 2049")),
    ]

    @Test(arguments: refusals.indices)
    func `an answer that does not help becomes the error a caller can act on`(index: Int) async throws {
        let (reply, expected) = Self.refusals[index]
        try await withServer { _ in
            reply
        } _: { server in
            let client = try makeClient(server)
            #expect(await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) } == expected)
        }
    }

    @Test(arguments: [500, 502, 503, 504])
    func `a GET is repeated after a server's failure, with growing waits`(status: Int) async throws {
        let calls = Atomic<Int>(0)
        let waits = Mutex<[Duration]>([])
        try await withServer { _ in
            calls.add(1, ordering: .relaxed).newValue < 4 ? .text("<html>", status: status) : .json(repositoryJSON)
        } _: { server in
            let client = try makeClient(server, retry: RetryPolicy(), sleep: { wait in waits.withLock { $0.append(wait) } })
            _ = try await client.send(.repository(.garden))
            #expect(server.requests.count == 4)
            #expect(waits.withLock { $0 } == [.milliseconds(500), .seconds(1), .seconds(2)])
        }
    }

    @Test func `a GET gives up after its attempts`() async throws {
        try await withServer { _ in
            .failing(.reset)
        } _: { server in
            let client = try makeClient(server, retry: RetryPolicy(maximumAttempts: 3))
            let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
            #expect(error?.isTransient == true)
            #expect(server.requests.count == 3)
        }
    }

    enum Effect: CaseIterable {
        case create, update, delete

        func happen(_ client: GitHubClient) async throws(GitHubError) {
            switch self {
            case .create: _ = try await client.send(.createComment("x", on: 1, in: .garden))
            case .update: _ = try await client.send(.updateComment(1, body: "x", in: .garden))
            case .delete: try await client.send(.deleteComment(1, in: .garden))
            }
        }
    }

    @Test(arguments: Effect.allCases, [ScriptedReply.text("", status: 502), .failing(.reset), .failing(.closed)])
    func `a call with an effect goes out once, and its outcome counts as unknown`(
        effect: Effect, reply: ScriptedReply
    ) async throws {
        try await withServer { _ in
            reply
        } _: { server in
            let client = try makeClient(server, retry: RetryPolicy())
            let error = await failure { () throws(GitHubError) in try await effect.happen(client) }
            #expect(error?.outcomeUnknown == true)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `an effect whose answer is garbled may have happened`() async throws {
        try await withServer { _ in
            .text("garbage", status: 201)
        } _: { server in
            let client = try makeClient(server)
            let error = await failure { () throws(GitHubError) in try await Effect.create.happen(client) }
            #expect(error?.outcomeUnknown == true)
        }
    }

    @Test func `a call that never left has a known outcome`() async throws {
        let url = try await withServer { _ in
            .text("")
        } _: {
            $0.url
        }
        let client = GitHubClient(
            location: try GitHubLocation(baseURL: url, webURL: url), credential: .token(Secret(canary)),
            transport: try CurlTransport())
        let error = await failure { () throws(GitHubError) in try await client.send(.createComment("x", on: 1, in: .garden)) }
        #expect(error?.outcomeUnknown == false)
        #expect(error?.isTransient == true)
    }

    @Test(arguments: [301, 302, 307, 308])
    func `a renamed repository is followed once for a GET`(status: Int) async throws {
        try await withServer { request in
            request.target == "/repositories/9"
                ? .json(repositoryJSON) : .text("", status: status, headers: ["Location": "/repositories/9"])
        } _: { server in
            let repository = try await makeClient(server).send(.repository(.garden))
            #expect(repository.name == .garden)
            #expect(server.requests.map(\.target) == ["/repos/octo/garden", "/repositories/9"])
            #expect(server.requests.last?.headers["authorization"] == "Bearer \(canary)")
        }
    }

    @Test func `a redirect that goes on is not followed for ever`() async throws {
        try await withServer { _ in
            .text("", status: 301, headers: ["Location": "/again"])
        } _: { server in
            let client = try makeClient(server)
            #expect(
                await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
                    == .movedPermanently("/again"))
            #expect(server.requests.count == 2)
        }
    }

    @Test func `a redirect is not followed for a call with an effect`() async throws {
        try await withServer { _ in
            .text("", status: 307, headers: ["Location": "/there"])
        } _: { server in
            let client = try makeClient(server)
            let error = await failure { () throws(GitHubError) in try await client.send(.createComment("x", on: 1, in: .garden)) }
            #expect(error == .movedPermanently("/there"))
            #expect(error?.outcomeUnknown == false)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `another server never sees the credentials`() async throws {
        try await withServer { _ in
            .json(repositoryJSON)
        } _: { other in
            let otherURL = other.url
            try await withServer { _ in
                .text("", status: 301, headers: ["Location": otherURL + "/x"])
            } _: { server in
                let client = try makeClient(server)
                let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
                #expect(error == .movedPermanently(otherURL + "/x"))
            }
            #expect(other.requests.isEmpty)
        }
    }

    @Test func `cancellation ends a call between its attempts`() async throws {
        try await withServer { _ in
            .text("", status: 502)
        } _: { server in
            let client = try makeClient(server, retry: RetryPolicy(), sleep: { _ in throw CancellationError() })
            let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
            #expect(error == .transport(kind: .cancelled, message: "the request was cancelled", requestWasSent: false))
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a file comes as its bytes`() async throws {
        try await withServer { _ in
            ScriptedReply(body: [0, 255, 13, 10])
        } _: { server in
            let bytes = try await makeClient(server).send(.contents(of: "a b/c", at: "main", in: .garden))
            #expect(bytes == [0, 255, 13, 10])
            #expect(server.requests.first?.target == "/repos/octo/garden/contents/a%20b/c?ref=main")
            #expect(server.requests.first?.headers["accept"] == "application/vnd.github.raw+json")
        }
    }

    @Test(arguments: refusals.indices)
    func `no text of an error shows the token, even if the server repeats it`(index: Int) async throws {
        let status = Self.refusals[index].0.status
        try await withServer { request in
            let echo = JSONValue.string("you sent \(request.headers["authorization"] ?? "")")
            return .json(["message": echo, "errors": [["message": echo]]], status: status)
        } _: { server in
            let client = try makeClient(server)
            let error = await failure { () throws(GitHubError) in try await client.send(.repository(.garden)) }
            var dumped = ""
            dump(error, to: &dumped)
            #expect(error != nil)
            #expect(!dumped.contains(canary) && !"\(error as Any)".contains(canary))
        }
    }

    @Test func `no description of a request, an answer or a client shows a secret`() throws {
        let request = HTTPRequest(.get, "https://api.github.com", authorization: Secret("Bearer \(canary)"))
        let response = HTTPResponse(status: 201, body: Array("{\"token\":\"\(canary)\"}".utf8))
        let client = GitHubClient(
            location: try GitHubLocation(baseURL: "https://api.github.com", webURL: "https://github.com"),
            credential: .token(Secret(canary)), transport: try CurlTransport())
        var dumped = ""
        dump(request, to: &dumped)
        dump(response, to: &dumped)
        dump(client, to: &dumped)
        dump(GitHubCredential.app(id: 1, key: Secret(canary)), to: &dumped)
        dumped += "\(request) \(response) \(client)"
        let bytes = Array(canary.utf8.prefix(4)).map(String.init).joined(separator: ", ")
        #expect(!dumped.contains(canary) && !dumped.contains(bytes))
    }
}
