import GitHubSandbox
import JSON
import Testing

@Suite struct ReviewTests {
    @Test func `a review holds comments on lines of the diff alone`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            let path = "/repos/acme/app/pulls/\(number)/reviews"
            func review(_ line: Int64, _ side: JSONValue = "RIGHT") -> JSONValue {
                [
                    "event": "COMMENT", "body": "see",
                    "comments": [["path": "README.md", "line": .integer(line), "side": side, "body": "why?"]],
                ]
            }
            #expect(try await test.api("POST", path, review(4), as: "reader").status == 200)
            #expect(try await test.api("POST", path, review(4, "LEFT"), as: "reader").status == 200)
            #expect(try await test.api("POST", path, review(99), as: "reader").status == 422)
            let comments = try await test.api("GET", "/repos/acme/app/pulls/\(number)/comments").json
            #expect(comments.array?.count == 2)
            #expect(comments[0]?["diff_hunk"]?.string?.hasSuffix("+Zwei") == true)
            #expect(comments[1]?["diff_hunk"]?.string?.hasSuffix("-Two") == true)
        }
    }

    @Test(arguments: [
        ("APPROVE", "", "writer", 422), ("REQUEST_CHANGES", "no", "writer", 422), ("COMMENT", "hm", "writer", 200),
        ("COMMENT", "", "reader", 422), ("REQUEST_CHANGES", "", "reader", 422), ("APPROVE", "", "reader", 200),
    ])
    func `who may say what`(event: String, body: String, user: String, status: Int) async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            let answer = try await test.api(
                "POST", "/repos/acme/app/pulls/\(number)/reviews", ["event": .string(event), "body": .string(body)], as: user)
            #expect(answer.status == status)
        }
    }

    @Test func `a reply goes to the first comment of its thread`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            try await test.sandbox.review(
                test.repository, number, .changesRequested, body: "no", comments: [("README.md", 4, "why?")], by: "reader")
            let comments = "/repos/acme/app/pulls/\(number)/comments"
            let first = try #require(try await test.api("GET", comments).json[0]?["id"]?.integer)
            let reply = try await test.api("POST", "\(comments)/\(first)/replies", ["body": "because"])
            #expect(reply.status == 201)
            let second = try #require(try reply.json["id"]?.integer)
            let third = try await test.api("POST", comments, ["body": "so", "in_reply_to": .integer(second)])
            #expect(try third.json["in_reply_to_id"]?.integer == first)
            let reaction = "/repos/acme/app/pulls/comments/\(first)/reactions"
            #expect(try await test.api("POST", reaction, ["content": "rocket"]).status == 201)
        }
    }

    @Test func `a reviewer is asked once, and never the author`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            let path = "/repos/acme/app/pulls/\(number)/requested_reviewers"
            #expect(try await test.api("POST", path, ["reviewers": ["reader"]]).status == 201)
            #expect(try await test.api("POST", path, ["reviewers": ["reader"]]).json["requested_reviewers"]?.array?.count == 1)
            #expect(try await test.api("POST", path, ["reviewers": ["writer"]]).status == 422)
            #expect(try await test.api("POST", path, ["reviewers": ["ghost"]]).status == 422)
        }
    }
}
