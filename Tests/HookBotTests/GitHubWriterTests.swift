import Crypto
import Engine
import GitHubAPI
import GitHubSandbox
import HTTPClient
import Identifiers
import JSON
import Rules
import TestSupport
import Testing

/// Writes whose outcome was lost with the process that made them.
@Suite(.timeLimit(.minutes(1))) struct GitHubWriterTests {
    @Test(arguments: [false, true])
    func `one reaction is left however the ones before it ended`(isFirstRecorded: Bool) async throws {
        try await Self.with { sandbox, repository, issue, writer in
            func react(_ content: String, known: Int64?, again: Bool) async throws -> Int64? {
                try await writer.perform(
                    .reaction(target: .item(number: Int64(issue)), content: content), in: repository, known: known,
                    mayHaveHappened: again, as: Identity(login: "hookbot"))
            }
            let first = try await react("eyes", known: nil, again: false)
            let known = isFirstRecorded ? first : nil
            // Made, and the process killed before it could record that.
            _ = try await react("rocket", known: known, again: !isFirstRecorded)
            _ = try await react("+1", known: known, again: true)
            #expect(try await sandbox.issue(repository, issue).reactions.map(\.content) == ["+1"])
        }
    }

    @Test func `one check run of a name is kept on a commit, however often it is written`() async throws {
        try await Self.withApp { sandbox, repository, writer in
            let head = try #require(try await sandbox.branchHead(repository, "main"))
            func show(_ state: String, _ conclusion: String?, again: Bool = false) async throws -> Int64? {
                let check = CheckRequest(
                    name: "hookbot/review", state: state, conclusion: conclusion, title: "Review", summary: "Read it.", url: nil)
                return try await writer.perform(
                    .checkRun(commit: head, check), in: repository, known: nil, mayHaveHappened: again, as: nil)
            }
            let first = try await show("in_progress", nil)
            // The answer was lost: the next try must find what the first one made.
            #expect(try await show("in_progress", nil, again: true) == first)
            #expect(try await show("completed", "success") == first)
            let runs = try await sandbox.repository(repository).checkRuns(of: head.description)
            #expect(runs.map(\.status) == ["completed"] && runs.map(\.conclusion) == ["success"])
            #expect(runs.map(\.title) == ["Review"])
            // What starts anew is a run of its own: the last one keeps what it came to.
            #expect(try await show("in_progress", nil) != first)
            #expect(try await sandbox.repository(repository).checkRuns(of: head.description).count == 2)
        }
    }

    @Test func `a status is set once, whether its answer was lost or not`() async throws {
        try await Self.with { sandbox, repository, _, writer in
            let head = try #require(try await sandbox.branchHead(repository, "main"))
            for again in [false, true, true] {
                _ = try await writer.perform(
                    .commitStatus(commit: head, state: .success, context: "c", description: "d", url: nil), in: repository,
                    known: nil, mayHaveHappened: again, as: nil)
            }
            #expect(try await sandbox.repository(repository).statuses(of: head.description).count == 1)
        }
    }

    @Test func `a close whose answer was lost is not sent again`() async throws {
        try await Self.with { sandbox, repository, issue, writer in
            func close(again: Bool) async throws {
                _ = try await writer.perform(
                    .setOpen(number: Int64(issue), isOpen: false, reason: "completed"), in: repository, known: nil,
                    mayHaveHappened: again, as: nil)
            }
            try await close(again: false)
            try await close(again: true)
            #expect(await sandbox.ledger.count { $0.method == "PATCH" } == 1)
        }
    }

    /// With the token of an App's installation, which may write check runs.
    private static func withApp(_ body: (GitHubSandbox, RepositoryName, GitHubWriter) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let app = SandboxApp(id: 77, slug: "hookbot", installation: 88)
            let sandbox = try await GitHubSandbox.start(options: SandboxOptions(folder: folder, app: app))
            let result: Result<Void, any Error>
            do {
                let repository = try await sandbox.createRepository("acme", "app")
                let now = systemTime().milliseconds / 1000
                let claims: JSONValue = ["iat": .integer(now - 60), "exp": .integer(now + 300), "iss": 77]
                let head: JSONValue = ["alg": "RS256", "typ": "JWT"]
                let jwt = "\(base64URL(head.bytes)).\(base64URL(claims.bytes)).\(base64URL([1, 2, 3]))"
                let minted = try await PlainHTTPClient().send(
                    "POST", sandbox.apiURL + "/app/installations/88/access_tokens",
                    headers: [("User-Agent", "test"), ("Authorization", "Bearer \(jwt)")], body: [])
                let token = Secret(try #require(try JSONValue(parsing: minted.body)["token"]?.string))
                let location = try GitHubLocation(baseURL: sandbox.apiURL, webURL: sandbox.url)
                let client = GitHubClient(location: location, credential: .token(token), transport: try CurlTransport())
                result = .success(
                    try await body(sandbox, repository, GitHubWriter(github: client, markerKey: Secret("key"), isApp: true)))
            } catch {
                result = .failure(error)
            }
            await sandbox.stop()
            try result.get()
        }
    }

    private static func with(
        _ body: (GitHubSandbox, RepositoryName, Int, GitHubWriter) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let token = Secret("token-of-this-test-0123456789")
            let sandbox = try await GitHubSandbox.start(
                options: SandboxOptions(folder: folder, users: [.init("ana"), .init("hookbot", token: token)]))
            let result: Result<Void, any Error>
            do {
                let repository = try await sandbox.createRepository("acme", "app", files: ["README.md": "# App\n"])
                try await sandbox.setPermission(.write, of: "hookbot", in: repository)
                let issue = try await sandbox.openIssue(repository, title: "One", body: "", by: "ana")
                let location = try GitHubLocation(baseURL: sandbox.apiURL, webURL: sandbox.url)
                let client = GitHubClient(location: location, credential: .token(token), transport: try CurlTransport())
                result = .success(
                    try await body(
                        sandbox, repository, issue, GitHubWriter(github: client, markerKey: Secret("key"), isApp: false)))
            } catch {
                result = .failure(error)
            }
            await sandbox.stop()
            try result.get()
        }
    }
}
