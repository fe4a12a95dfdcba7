import GitHubSandbox
import Identifiers
import JSON
import TestSupport
import Testing

/// A running sandbox with the repository `acme/app` and a few people of different rights.
struct SandboxTest {
    let sandbox: GitHubSandbox
    let repository: RepositoryName
    /// One for all tests: each request under way holds a thread, and the threads of a process are counted.
    static let client = PlainHTTPClient(width: 8, timeout: .seconds(30))
    var client: PlainHTTPClient { Self.client }

    static func run(
        app: SandboxApp? = nil, hourlyRequests: Int? = 5000, clock: @escaping @Sendable () -> Timestamp = systemTime,
        _ body: (SandboxTest) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let options = SandboxOptions(
                folder: folder,
                users: [
                    .init("acme", token: Secret("owner-token")), .init("writer", token: Secret("writer-token")),
                    .init("reader", token: Secret("reader-token")), .init("stranger", token: Secret("stranger-token")),
                ], app: app, hourlyRequests: hourlyRequests, clock: clock)
            let sandbox = try await GitHubSandbox.start(options: options)
            do {
                let repository = try await sandbox.createRepository(
                    "acme", "app", files: ["README.md": "# App\n\nOne\nTwo\nThree\n", "src/main.txt": "main\n"])
                try await sandbox.setPermission(.write, of: "writer", in: repository)
                try await sandbox.setPermission(.read, of: "reader", in: repository)
                try await body(SandboxTest(sandbox: sandbox, repository: repository))
                await sandbox.stop()
            } catch {
                await sandbox.stop()
                throw error
            }
        }
    }

    /// One request to the API, as the owner where nobody else is named.
    func api(
        _ method: String, _ path: String, _ body: JSONValue? = nil, as user: String? = "owner",
        headers: [(name: String, value: String)] = []
    ) async throws -> PlainHTTPClient.Answer {
        var all: [(name: String, value: String)] = [("User-Agent", "test")]
        if !headers.contains(where: { $0.name == "Accept" }) { all.append(("Accept", "application/vnd.github+json")) }
        if let user { all.append(("Authorization", "Bearer \(user)-token")) }
        let url = path.hasPrefix("http") ? path : sandbox.apiURL + path
        return try await client.send(method, url, headers: all + headers, body: body?.bytes ?? [])
    }

    /// A branch `topic` that changes a line and adds a file, with an open pull request.
    func openPull(_ branch: String = "topic") async throws -> Int {
        try await sandbox.commit(
            repository, files: ["README.md": "# App\n\nOne\nZwei\nThree\n", "\(branch).txt": "new\n"], to: branch,
            message: "Change \(branch)", by: "writer")
        return try await sandbox.openPull(repository, title: "Change \(branch)", head: branch, by: "writer")
    }
}

extension PlainHTTPClient.Answer {
    var json: JSONValue { get throws { try JSONValue(parsing: body) } }
    var text: String { String(decoding: body, as: UTF8.self) }
}
