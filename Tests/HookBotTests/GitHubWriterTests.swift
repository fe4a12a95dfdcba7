import Engine
import GitHubAPI
import GitHubSandbox
import HTTPClient
import Identifiers
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
