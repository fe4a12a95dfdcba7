import Synchronization
import BlockingWork
import Crypto
import GitHubSandbox
import Identifiers
import JSON
import POSIX
import Testing

extension ServiceFixture {
    private static let client = PlainHTTPClient(width: 8, timeout: .seconds(30))
    private static let lastReactions: Set<String> = ["+1", "confused", "-1"]

    /// One request to the service; the API's secret goes with it.
    func request(
        _ method: String, _ path: String, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) async throws -> PlainHTTPClient.Answer {
        let address = state.withLock { $0.address }
        return try await Self.client.send(
            method, address + path, headers: headers + [("Authorization", "Bearer \(Self.apiSecret)")], body: body)
    }

    func get(_ path: String) async throws -> JSONValue { try JSONValue(parsing: try await request("GET", path).body) }

    func jobs() async throws -> [JSONValue] { try await get("/jobs")["jobs"]?.array ?? [] }

    func deliveries() async throws -> [JSONValue] { try await get("/deliveries?limit=500")["deliveries"]?.array ?? [] }

    /// Asks for a delivery until its note says why it waits.
    func untilDelivery(_ guid: String, isNoted words: String) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await get("/deliveries/\(guid)")["note"]?.string?.contains(words) != true {
            if ContinuousClock.now > deadline { throw FixtureError("the delivery never said '\(words)':\n\(log)") }
        }
    }

    /// Posts a body as GitHub would; what is nil follows from it.
    func post(
        _ body: [UInt8], event: String, guid: String, signed: [UInt8]? = nil, type: String = "application/json"
    ) async throws -> PlainHTTPClient.Answer {
        let code = hexadecimal(HMACSHA256.code(of: signed ?? body, key: Array(Self.webhookSecret.utf8)))
        return try await request(
            "POST", "/webhooks/github",
            headers: [
                ("Content-Type", type), ("X-GitHub-Event", event), ("X-GitHub-Delivery", guid),
                ("X-Hub-Signature-256", "sha256=\(code)"),
            ], body: body)
    }

    /// Opens an issue and sets the label that starts the agent.
    @discardableResult
    func openLabelledIssue(_ title: String = "The greeting is wrong") async throws -> Int {
        let number = try await sandbox.openIssue(repository, title: title, body: "Please fix it.", by: Self.person)
        try await sandbox.label(repository, number, ServiceSetup.label, by: Self.person)
        return number
    }

    /// Waits until GitHub is as wanted; what did not come is said with the service's log.
    func eventually(
        _ what: String, within limit: Duration = .seconds(60), _ predicate: @escaping @Sendable (SandboxRepository) -> Bool
    ) async throws {
        let name = repository
        let isMet = await sandbox.waitUntil(within: limit) { world in world.repository(name).map(predicate) ?? false }
        guard !isMet else { return }
        let comments = try await sandbox.repository(name).comments.values.map(\.body).joined(separator: "\n---\n")
        throw FixtureError("never: \(what)\ncomments:\n\(comments)\nlog:\n\(log)")
    }

    /// Waits until the status comment of an issue's job holds these words and the last reaction is set; gives the comment.
    @discardableResult
    func end(of issue: Int, saying words: String, within limit: Duration = .seconds(60)) async throws -> String {
        try await eventually("a comment on #\(issue) that says '\(words)'", within: limit) { repository in
            let reactions = repository.issues[issue]?.reactions.map(\.content) ?? []
            return repository.comments(on: issue).contains { $0.body.contains(words) } && reactions.count == 1
                && Self.lastReactions.contains(reactions[0])
        }
        let comments = try await sandbox.comments(repository, issue)
        #expect(comments.count == 1, "\(comments.map(\.body))")
        return comments.first { $0.body.contains(words) }?.body ?? ""
    }

    /// Waits for the pull request of an issue's job, and for everything that follows it.
    @discardableResult
    func pullRequest(of issue: Int, within limit: Duration = .seconds(60)) async throws -> SandboxIssue {
        try await end(of: issue, saying: "**Done.**", within: limit)
        try await eventually("#\(issue) without its label") { $0.issues[issue]?.has(label: ServiceSetup.label) == false }
        let pulls = try await sandbox.pulls(repository)
        return try #require(pulls.last)
    }

    /// Requests that GitHub got.
    func requests(_ method: String, endingIn path: String) async -> Int {
        await sandbox.ledger.count { $0.method == method && $0.path.hasSuffix(path) }
    }

    /// How often the agent's script was started.
    var agentStarts: Int { (try? Files.readText("\(folder)/starts"))?.split(separator: "\n").count ?? 0 }

    /// Nothing of HookBot's is on GitHub but comments.
    func expectNothingPublished() async throws {
        let known = try await sandbox.repository(repository)
        #expect(known.pulls.isEmpty)
        #expect(Array(known.branches.keys) == ["main"])
    }
}
