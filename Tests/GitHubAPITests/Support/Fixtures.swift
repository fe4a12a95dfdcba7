import HTTPClient
import GitHubAPI
import Identifiers
import JSON
import Testing

/// A value no answer or error text may ever hold.
let canary = "ghp_canary0123456789abcdefghijklmnopqrstuv"

extension RepositoryName {
    static let garden = RepositoryName("octo/garden")!  // Safe because it is a valid name.
}

extension CommitID {
    static let tip = CommitID(String(repeating: "a", count: 40))!  // Safe because it has forty digits.
    static let fork = CommitID(String(repeating: "b", count: 40))!  // Safe because it has forty digits.
}

let account: JSONValue = ["id": 583_231, "login": "octocat", "type": "User", "site_admin": false]

let repositoryJSON: JSONValue = [
    "id": 9_000_000_001, "full_name": "octo/garden", "default_branch": "main", "private": true, "fork": false,
    "permissions": ["admin": false, "push": true, "pull": true],
]

let commentJSON: JSONValue = [
    "id": 3_000_000_007, "body": .null, "user": account, "author_association": "MEMBER",
    "created_at": "2026-01-31T09:05:00Z", "updated_at": "2026-01-31T09:06:00Z", "html_url": "https://example.com/c",
]

let pullRequestJSON: JSONValue = [
    "id": 4_000_000_002, "number": 12, "title": "Water the plants", "body": "Closes #3", "state": "open", "draft": true,
    "merged_at": .null, "mergeable": .null, "merge_commit_sha": .null, "user": account, "labels": [["name": "bot"]],
    "head": ["ref": "hookbot/water", "sha": .tip, "repo": .null],
    "base": ["ref": "main", "sha": .fork, "repo": repositoryJSON],
    "created_at": "2026-01-31T09:05:00Z", "updated_at": "2026-01-31T09:06:00Z", "html_url": "https://example.com/p",
]

extension JSONValue {
    static let tip = JSONValue.string(CommitID.tip.description)
    static let fork = JSONValue.string(CommitID.fork.description)

    static func list(_ value: JSONValue, count: Int = 1) -> JSONValue { .array(Array(repeating: value, count: count)) }
}

/// A client of a scripted server; waits between attempts take no time.
func makeClient(
    _ server: ScriptedServer, credential: GitHubCredential = .token(Secret(canary)), limits: TransportLimits = TransportLimits(),
    retry: RetryPolicy = RetryPolicy(maximumAttempts: 1), clock: ManualClock = ManualClock(),
    sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in }
) throws -> GitHubClient {
    GitHubClient(
        location: try GitHubLocation(baseURL: server.url, webURL: server.url), credential: credential,
        transport: try CurlTransport(limits: limits), retry: retry, now: { clock.now }, sleep: sleep, random: { 0 })
}

/// The error a call throws; nil where it throws none.
func failure<Answer>(of call: () async throws(GitHubError) -> Answer) async -> GitHubError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error
    }
}
