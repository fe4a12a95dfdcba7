import GitHubSandbox
import JSON
import Testing

@Suite struct IssueTests {
    @Test func `an issue is opened, labeled, commented on and closed`() async throws {
        try await SandboxTest.run { (test) async throws in
            let issue = try await test.api("POST", "/repos/acme/app/issues", ["title": "Bug", "body": "", "labels": ["bug"]])
            #expect(issue.status == 201)
            #expect(try issue.json["body"]?.isNull == true, "an empty text is null")
            #expect(try issue.json["labels"]?[0]?["name"] == "bug")
            #expect(try (issue.json["id"]?.integer ?? 0) > 1 << 33)
            let labels = try await test.api("POST", "/repos/acme/app/issues/1/labels", ["labels": ["agent:fix", "bug"]])
            #expect(try labels.json.array?.compactMap { $0["name"]?.string } == ["bug", "agent:fix"])
            #expect(try await test.api("DELETE", "/repos/acme/app/issues/1/labels/agent%3Afix").json.array?.count == 1)
            #expect(try await test.api("DELETE", "/repos/acme/app/issues/1/labels/agent%3Afix").status == 404)
            let comment = try await test.api("POST", "/repos/acme/app/issues/1/comments", ["body": "hi"], as: "reader")
            #expect(comment.status == 201)
            let url = try #require(try comment.json["url"]?.string)
            #expect(try await test.api("PATCH", url, ["body": "ho"], as: "stranger").status == 403)
            #expect(try await test.api("PATCH", url, ["body": "ho"], as: "reader").json["body"] == "ho")
            #expect(try await test.api("DELETE", url).status == 204)
            #expect(try await test.api("GET", url).status == 404)
            #expect(try await test.api("PATCH", "/repos/acme/app/issues/1", ["state": "closed"]).json["state"] == "closed")
            #expect(try await test.api("GET", "/repos/acme/app/issues").json.array?.isEmpty == true)
            #expect(try await test.api("GET", "/repos/acme/app/issues?state=all&labels=bug").json.array?.count == 1)
        }
    }

    @Test func `a locked conversation hears only those who may write`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.openIssue(test.repository, title: "x", by: "acme")
            let lock = "/repos/acme/app/issues/1/lock"
            #expect(try await test.api("PUT", lock, ["lock_reason": "boring"]).status == 422)
            #expect(try await test.api("PUT", lock, ["lock_reason": "resolved"], as: "reader").status == 403)
            #expect(try await test.api("PUT", lock, ["lock_reason": "resolved"]).status == 204)
            let issue = try await test.api("GET", "/repos/acme/app/issues/1").json
            #expect(issue["locked"] == true && issue["active_lock_reason"] == "resolved")
            let comments = "/repos/acme/app/issues/1/comments"
            #expect(try await test.api("POST", comments, ["body": "hi"], as: "reader").status == 403)
            #expect(try await test.api("POST", comments, ["body": "hi"], as: "writer").status == 201)
            #expect(try await test.api("DELETE", lock).status == 204)
            #expect(try await test.api("POST", comments, ["body": "hi"], as: "reader").status == 201)
        }
    }

    @Test func `an issue is put into a milestone and out of it, and people are taken off it`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.openIssue(test.repository, title: "x", by: "acme")
            #expect(try await test.api("POST", "/repos/acme/app/milestones", ["title": "v1"]).json["number"] == 1)
            #expect(try await test.api("POST", "/repos/acme/app/milestones", ["title": "v1"]).status == 422)
            #expect(try await test.api("GET", "/repos/acme/app/milestones").json.array?.count == 1)
            let path = "/repos/acme/app/issues/1"
            #expect(try await test.api("PATCH", path, ["milestone": 7]).status == 422)
            #expect(try await test.api("PATCH", path, ["milestone": 1]).json.at("milestone", "title") == "v1")
            #expect(try await test.api("PATCH", path, ["milestone": .null]).json["milestone"]?.isNull == true)
            let assignees: JSONValue = ["assignees": ["writer"]]
            #expect(try await test.api("POST", "\(path)/assignees", assignees).json["assignees"]?.array?.count == 1)
            #expect(try await test.api("DELETE", "\(path)/assignees", assignees).json["assignees"]?.array?.isEmpty == true)
        }
    }

    @Test func `a label with a slash in its name can be removed`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.openIssue(test.repository, title: "x", labels: ["area/ui"], by: "acme")
            #expect(try await test.api("DELETE", "/repos/acme/app/issues/1/labels/area%2Fui").json.array?.isEmpty == true)
        }
    }

    @Test func `labels of somebody without triage rights are dropped`() async throws {
        try await SandboxTest.run { (test) async throws in
            let issue = try await test.api("POST", "/repos/acme/app/issues", ["title": "x", "labels": ["bug"]], as: "reader")
            #expect(issue.status == 201)
            #expect(try issue.json["labels"] == [])
        }
    }

    @Test(arguments: ["issues/1", "issues/comments/COMMENT"])
    func `the same reaction twice is one`(path: String) async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.openIssue(test.repository, title: "x", by: "reader")
            let comment = try await test.sandbox.comment(test.repository, 1, "hi", by: "reader")
            let path = "/repos/acme/app/\(path.replacing("COMMENT", with: String(comment)))/reactions"
            let first = try await test.api("POST", path, ["content": "eyes"])
            let second = try await test.api("POST", path, ["content": "eyes"])
            #expect(first.status == 201)
            #expect(second.status == 200)
            #expect(try first.json["id"] == second.json["id"])
            #expect(try await test.api("POST", path, ["content": "cow"]).status == 422)
            let id = try #require(try first.json["id"]?.integer)
            #expect(try await test.api("DELETE", "\(path)/\(id)", as: "reader").status == 404)
            #expect(try await test.api("DELETE", "\(path)/\(id)").status == 204)
            #expect(try await test.api("GET", path).json == [])
        }
    }

    @Test(arguments: [
        ("acme", "admin", "admin"), ("writer", "write", "write"), ("reader", "read", "read"), ("stranger", "read", "read"),
    ])
    func `permissions are told in both vocabularies`(login: String, permission: String, role: String) async throws {
        try await SandboxTest.run { (test) async throws in
            let answer = try await test.api("GET", "/repos/acme/app/collaborators/\(login)/permission").json
            #expect(answer["permission"]?.string == permission)
            #expect(answer["role_name"]?.string == role)
        }
    }

    @Test(arguments: [(SandboxPermission.triage, "read"), (.maintain, "write")])
    func `roles between the old words keep their name`(role: SandboxPermission, permission: String) async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.setPermission(role, of: "stranger", in: test.repository)
            let answer = try await test.api("GET", "/repos/acme/app/collaborators/stranger/permission").json
            #expect(answer["permission"]?.string == permission)
            #expect(answer["role_name"]?.string == role.rawValue)
        }
    }
}
