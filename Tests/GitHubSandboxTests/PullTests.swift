import GitHubSandbox
import Identifiers
import JSON
import Testing

@Suite struct PullTests {
    @Test func `a pull request is opened once for a head`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.commit(test.repository, files: ["a": "1\n"], to: "topic", message: "a", by: "writer")
            let body: JSONValue = ["title": "T", "head": "topic", "base": "main", "draft": true]
            let first = try await test.api("POST", "/repos/acme/app/pulls", body, as: "writer")
            #expect(first.status == 201)
            #expect(try first.json["draft"] == true)
            #expect(try first.json["mergeable"]?.isNull == true)
            #expect(try first.json["changed_files"] == 1)
            let second = try await test.api("POST", "/repos/acme/app/pulls", body, as: "writer")
            #expect(second.status == 422)
            #expect(try second.json["errors"]?[0]?["message"] == "A pull request already exists for acme:topic.")
            #expect(try await test.api("POST", "/repos/acme/app/pulls", body, as: "reader").status == 403)
        }
    }

    @Test func `without commits between there is no pull request`() async throws {
        try await SandboxTest.run { (test) async throws in
            let head = try #require(try await test.sandbox.branchHead(test.repository, "main"))
            let made = try await test.api(
                "POST", "/repos/acme/app/git/refs", ["ref": "refs/heads/same", "sha": .string(head.description)])
            #expect(made.status == 201)
            let answer = try await test.api("POST", "/repos/acme/app/pulls", ["title": "T", "head": "same", "base": "main"])
            #expect(answer.status == 422)
            #expect(try answer.json["errors"]?[0]?["message"] == "No commits between main and same")
            let unknown = try await test.api("POST", "/repos/acme/app/pulls", ["title": "T", "head": "none", "base": "main"])
            #expect(try unknown.json["errors"]?[0]?["code"] == "invalid")
        }
    }

    @Test func `mergeable is null until it has been asked for`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            #expect(try await test.api("GET", "/repos/acme/app/pulls/\(number)").json["mergeable"]?.isNull == true)
            #expect(try await test.api("GET", "/repos/acme/app/pulls/\(number)").json["mergeable"] == true)
            try await test.sandbox.commit(
                test.repository, files: ["README.md": "# App\n\nOne\nDeux\nThree\n"], message: "other", by: "acme")
            #expect(try await test.api("GET", "/repos/acme/app/pulls/\(number)").json["mergeable"]?.isNull == true)
            #expect(try await test.api("GET", "/repos/acme/app/pulls/\(number)").json["mergeable"] == false)
            #expect(try await test.api("PUT", "/repos/acme/app/pulls/\(number)/merge").status == 405)
        }
    }

    @Test(arguments: [
        ("head=acme:topic", 1), ("head=topic", 2), ("head=acme:none", 0), ("base=main", 2), ("base=other", 0),
        ("state=closed", 0), ("head=acme:topic&state=all", 1),
    ])
    func `pull requests are found by head with its owner, base and state`(query: String, count: Int) async throws {
        try await SandboxTest.run { (test) async throws in
            _ = try await test.openPull("topic")
            _ = try await test.openPull("second")
            #expect(try await test.api("GET", "/repos/acme/app/pulls?\(query)").json.array?.count == count)
        }
    }

    @Test func `files, commits and comparison say what changed`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            let files = try await test.api("GET", "/repos/acme/app/pulls/\(number)/files").json
            #expect(files.array?.compactMap { $0["filename"]?.string } == ["README.md", "topic.txt"])
            #expect(files[0]?["patch"]?.string?.contains("-Two\n+Zwei") == true)
            #expect(files[1]?["status"] == "added")
            let commits = try await test.api("GET", "/repos/acme/app/pulls/\(number)/commits").json
            #expect(commits[0]?.at("commit", "message") == "Change topic")
            let compared = try await test.api("GET", "/repos/acme/app/compare/main...topic").json
            #expect(compared["ahead_by"] == 1)
            #expect(compared["status"] == "ahead")
            let diff = try await test.api(
                "GET", "/repos/acme/app/pulls/\(number)", headers: [("Accept", "application/vnd.github.diff")])
            #expect(diff.text.contains("+Zwei"))
        }
    }

    @Test func `merging closes what the text promises`() async throws {
        try await SandboxTest.run { (test) async throws in
            let issue = try await test.sandbox.openIssue(test.repository, title: "Bug", by: "reader")
            let number = try await test.openPull()
            try await test.sandbox.edit(test.repository, number, body: "Fixes #\(issue)", by: "writer")
            let stale = try await test.api(
                "PUT", "/repos/acme/app/pulls/\(number)/merge", ["sha": .string(CommitID.zero.description)])
            #expect(stale.status == 409)
            let merged = try await test.api("PUT", "/repos/acme/app/pulls/\(number)/merge", ["merge_method": "squash"])
            #expect(try merged.json["merged"] == true)
            #expect(try await test.sandbox.issue(test.repository, issue).isOpen == false)
            #expect(try await test.sandbox.file(test.repository, "main", "topic.txt") == Array("new\n".utf8))
            #expect(try await test.api("GET", "/repos/acme/app/pulls/\(number)").json["merged"] == true)
            #expect(try await test.api("PUT", "/repos/acme/app/pulls/\(number)/merge").status == 405)
        }
    }

    @Test func `a draft is not merged, and leaves that state over GraphQL alone`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            try await test.sandbox.setDraft(test.repository, number, true, by: "writer")
            #expect(try await test.api("PUT", "/repos/acme/app/pulls/\(number)/merge").status == 405)
            #expect(try await test.api("PATCH", "/repos/acme/app/pulls/\(number)", ["draft": false]).json["draft"] == true)
            let id = try #require(try await test.api("GET", "/repos/acme/app/pulls/\(number)").json["node_id"])
            let query: JSONValue =
                "mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { clientMutationId } }"
            let answer = try await test.api(
                "POST", "\(test.sandbox.url)/api/graphql", ["query": query, "variables": ["id": id]])
            #expect(answer.status == 200)
            #expect(try await test.sandbox.issue(test.repository, number).pull?.isDraft == false)
        }
    }

    @Test func `deleting a branch closes its pull requests`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            #expect(try await test.api("DELETE", "/repos/acme/app/git/refs/heads/topic").status == 204)
            #expect(try await test.sandbox.issue(test.repository, number).isOpen == false)
            #expect(try await test.api("DELETE", "/repos/acme/app/git/refs/heads/topic").status == 422)
            #expect(try await test.api("PATCH", "/repos/acme/app/pulls/\(number)", ["state": "open"]).status == 422)
        }
    }

    @Test func `statuses combine to one word`() async throws {
        try await SandboxTest.run { (test) async throws in
            let head = try #require(try await test.sandbox.branchHead(test.repository, "main"))
            for (state, combined) in [("pending", "pending"), ("success", "success"), ("failure", "failure")] {
                let made = try await test.api(
                    "POST", "/repos/acme/app/statuses/\(head)", ["state": .string(state), "context": "ci"])
                #expect(made.status == 201)
                let answer = try await test.api("GET", "/repos/acme/app/commits/main/status").json
                #expect(answer["state"]?.string == combined)
                #expect(answer["total_count"] == 1)
            }
            #expect(try await test.api("GET", "/repos/acme/app/commits/\(head)/statuses").json.array?.count == 3)
            #expect(try await test.sandbox.statuses(test.repository, head).first?.state == "failure")
        }
    }

    @Test func `contents come as Base64 or raw`() async throws {
        try await SandboxTest.run { (test) async throws in
            let file = try await test.api("GET", "/repos/acme/app/contents/src/main.txt").json
            #expect(file["content"] == "bWFpbgo=\n")
            let raw = try await test.api(
                "GET", "/repos/acme/app/contents/src/main.txt?ref=main", headers: [("Accept", "application/vnd.github.raw")])
            #expect(raw.text == "main\n")
            #expect(try await test.api("GET", "/repos/acme/app/contents/src").json[0]?["path"] == "src/main.txt")
            #expect(try await test.api("GET", "/repos/acme/app/contents/none").status == 404)
        }
    }
}
