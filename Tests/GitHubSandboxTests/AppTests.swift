import Crypto
import GitHubSandbox
import Identifiers
import JSON
import Testing

@Suite struct AppTests {
    let app = SandboxApp(id: 77, slug: "helper", installation: 88)
    let now = Timestamp(milliseconds: 1_800_000_000_000)

    private func token(_ issued: Int64 = -60, _ expires: Int64 = 540, issuer: JSONValue = 77, algorithm: String = "RS256")
        -> String
    {
        let seconds = now.milliseconds / 1000
        let claims: JSONValue = ["iat": .integer(seconds + issued), "exp": .integer(seconds + expires), "iss": issuer]
        let head: JSONValue = ["alg": .string(algorithm), "typ": "JWT"]
        return "\(base64URL(head.bytes)).\(base64URL(claims.bytes)).\(base64URL([1, 2, 3]))"
    }

    private func get(_ test: SandboxTest, _ method: String, _ path: String, _ token: String, _ body: JSONValue? = nil)
        async throws
        -> PlainHTTPClient.Answer
    {
        try await test.api(method, path, body, as: nil, headers: [("Authorization", "Bearer \(token)")])
    }

    @Test func `only a timely token of the App is taken`() async throws {
        try await SandboxTest.run(app: app, clock: { [now] in now }) { (test) async throws in
            for (token, status) in [
                (token(), 200), (token(issuer: "77"), 200), (token(issuer: "Iv1.77"), 200), (token(issuer: 78), 404),
                (token(-60, 0), 401), (token(-60, 601), 401), (token(120, 500), 401), (token(algorithm: "none"), 401),
            ] {
                #expect(try await get(test, "GET", "/app", token).status == status)
            }
        }
    }

    @Test func `an installation token writes check runs where it was narrowed to`() async throws {
        try await SandboxTest.run(app: app, clock: { [now] in now }) { (test) async throws in
            let other = try await test.sandbox.createRepository("acme", "other", isPrivate: true)
            #expect(try await get(test, "GET", "/repos/acme/app/installation", token()).json["id"] == 88)
            let minted = try await get(
                test, "POST", "/app/installations/88/access_tokens", token(),
                ["repositories": ["app"], "permissions": ["checks": "write", "contents": "read"]])
            #expect(minted.status == 201)
            #expect(try minted.json["expires_at"] == "2027-01-15T09:00:00Z")
            let narrow = try #require(try minted.json["token"]?.string)
            let head = try #require(try await test.sandbox.branchHead(test.repository, "main"))
            let run = try await get(
                test, "POST", "/repos/acme/app/check-runs", narrow, ["name": "ci", "head_sha": .string(head.description)])
            #expect(run.status == 201)
            let id = try #require(try run.json["id"]?.integer)
            let done = try await get(test, "PATCH", "/repos/acme/app/check-runs/\(id)", narrow, ["conclusion": "success"])
            #expect(try done.json["status"] == "completed")
            let runs = try await test.api("GET", "/repos/acme/app/commits/main/check-runs").json
            #expect(runs["total_count"] == 1)
            let issue = try await get(test, "POST", "/repos/acme/app/labels", narrow, ["name": "x"])
            #expect(issue.status == 403)
            #expect(issue.header("X-Accepted-GitHub-Permissions") == "issues=write")
            #expect(try await get(test, "GET", "/repos/\(other)", narrow).status == 404)
            #expect(try await get(test, "GET", "/user", narrow).status == 403)
        }
    }
}
