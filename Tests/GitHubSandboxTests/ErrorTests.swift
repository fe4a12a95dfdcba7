import GitHubSandbox
import Identifiers
import JSON
import Testing

@Suite struct ErrorTests {
    @Test func `each mistake gets GitHub's status and message`() async throws {
        try await SandboxTest.run { (test) async throws in
            let secret = try await test.sandbox.createRepository("acme", "secret", isPrivate: true)
            let table: [(String, String, JSONValue?, String?, Int, String)] = [
                ("GET", "/user", nil, "nobody", 401, "Bad credentials"),
                ("GET", "/user", nil, nil, 401, "Requires authentication"),
                ("GET", "/repos/\(secret)", nil, "stranger", 404, "Not Found"),
                ("GET", "/repos/\(secret)", nil, nil, 404, "Not Found"),
                ("GET", "/repos/acme/nothing", nil, "owner", 404, "Not Found"),
                ("GET", "/no/such/route", nil, "owner", 404, "Not Found"),
                ("POST", "/repos/acme/app/issues", ["title": "x"], nil, 401, "Requires authentication"),
                (
                    "POST", "/repos/acme/app/labels", ["name": "x"], "reader", 403,
                    "Resource not accessible by personal access token"
                ),
                ("POST", "/repos/acme/app/issues", ["body": "x"], "owner", 422, "Invalid request.\n\n\"title\" wasn't supplied."),
                (
                    "POST", "/repos/acme/app/issues", ["title": "x", "labels": "bug"], "owner", 422,
                    "Invalid request.\n\nFor 'properties/labels', \"bug\" is not an array."
                ),
                (
                    "POST", "/repos/acme/app/issues", ["title": 1], "owner", 422,
                    "Invalid request.\n\nFor 'properties/title', 1 is not a string."
                ),
                ("POST", "/repos/acme/app/check-runs", ["name": "x"], "owner", 403, "You must authenticate via a GitHub App."),
                ("GET", "/repos/acme/app/hooks", nil, "writer", 404, "Not Found"),
            ]
            for (method, path, body, user, status, message) in table {
                let answer = try await test.api(method, path, body, as: user)
                #expect(answer.status == status, "\(method) \(path)")
                #expect(try answer.json["message"]?.string == message, "\(method) \(path)")
                #expect(try answer.json["status"]?.string == String(status))
            }
        }
    }

    @Test func `a request without a User-Agent is forbidden`() async throws {
        try await SandboxTest.run { (test) async throws in
            let answer = try await test.client.send(
                "GET", "\(test.sandbox.apiURL)/user", headers: [("Authorization", "Bearer owner-token")])
            #expect(answer.status == 403)
        }
    }

    @Test func `a token in the address is refused`() async throws {
        try await SandboxTest.run { (test) async throws in
            #expect(try await test.api("GET", "/user?access_token=owner-token", as: nil).status == 400)
        }
    }

    @Test func `a body that is no JSON object is refused`() async throws {
        try await SandboxTest.run { (test) async throws in
            let headers = [("User-Agent", "test"), ("Authorization", "token owner-token")].map { (name: $0.0, value: $0.1) }
            let url = "\(test.sandbox.apiURL)/repos/acme/app/issues"
            let broken = try await test.client.send("POST", url, headers: headers, body: Array("{".utf8))
            #expect(broken.status == 400)
            #expect(try broken.json["message"] == "Problems parsing JSON")
            let text = try await test.client.send("POST", url, headers: headers, body: Array("\"x\"".utf8))
            #expect(try text.json["message"] == "Body should be a JSON object")
        }
    }

    @Test(arguments: [(65_536, 201), (65_537, 422)])
    func `text ends at 65,536 characters`(length: Int, status: Int) async throws {
        try await SandboxTest.run { (test) async throws in
            let body = JSONValue.string(String(repeating: "é", count: length))
            #expect(try await test.api("POST", "/repos/acme/app/issues", ["title": "x", "body": body]).status == status)
        }
    }

    @Test func `a deleted issue is gone, one that never was is not found`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.sandbox.openIssue(test.repository, title: "x", by: "reader")
            try await test.sandbox.deleteIssue(test.repository, number, by: "acme")
            #expect(try await test.api("GET", "/repos/acme/app/issues/\(number)").status == 410)
            #expect(try await test.api("GET", "/repos/acme/app/issues/\(number + 1)").status == 404)
        }
    }

    @Test func `a renamed repository redirects and is found by id`() async throws {
        try await SandboxTest.run { (test) async throws in
            let issue = try await test.sandbox.openIssue(test.repository, title: "x", by: "reader")
            let new = try #require(RepositoryName("acme/renamed"))
            try await test.sandbox.rename(test.repository, to: new, by: "acme")
            let moved = try await test.api("GET", "/repos/acme/app/issues/\(issue)")
            #expect(moved.status == 301)
            let location = try #require(moved.header("Location"))
            #expect(try await test.api("GET", location).json["title"] == "x")
            #expect(try await test.api("PATCH", "/repos/acme/app/issues/\(issue)", ["state": "closed"]).status == 307)
        }
    }

    @Test func `requests are counted, and refused when the hour's share is used up`() async throws {
        try await SandboxTest.run(hourlyRequests: 2) { (test) async throws in
            let first = try await test.api("GET", "/user")
            #expect(first.header("X-RateLimit-Remaining") == "1")
            let tag = try #require(first.header("ETag"))
            let unchanged = try await test.api("GET", "/user", headers: [("If-None-Match", tag)])
            #expect(unchanged.status == 304)
            #expect(try await test.api("GET", "/user").status == 200, "304 costs nothing")
            let refused = try await test.api("GET", "/user")
            #expect(refused.status == 403)
            #expect(refused.header("X-RateLimit-Remaining") == "0")
            #expect(try await test.api("GET", "/rate_limit").json.at("rate", "remaining") == 0)
        }
    }

    @Test func `an enterprise server says nothing about rates`() async throws {
        try await SandboxTest.run(hourlyRequests: nil) { (test) async throws in
            #expect(try await test.api("GET", "/user").header("X-RateLimit-Remaining") == nil)
            #expect(try await test.api("GET", "/rate_limit").status == 404)
        }
    }
}
