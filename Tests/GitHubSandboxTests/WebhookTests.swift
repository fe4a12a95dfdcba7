import Crypto
import GitHubSandbox
import Identifiers
import JSON
import Testing
import WebServer

@Suite struct WebhookTests {
    private func run(
        statuses: [Int] = [], events: [String] = ["*"], _ body: (SandboxTest, HookReceiver) async throws -> Void
    ) async throws {
        try await SandboxTest.run { (test) async throws in
            try await HookReceiver.run(statuses: statuses) { (receiver) async throws in
                try await test.sandbox.addWebhook(test.repository, url: receiver.url, secret: Secret("s3cret"), events: events)
                try await body(test, receiver)
            }
        }
    }

    @Test func `events are signed over the bytes that arrive`() async throws {
        try await run { (test, receiver) async throws in
            try await test.sandbox.openIssue(test.repository, title: "Ünïcode", body: "", labels: ["agent:fix"], by: "acme")
            await test.sandbox.waitForDeliveries()
            #expect(receiver.events == ["ping", "issues.opened", "label.created", "issues.labeled"])
            for request in receiver.requests {
                let code = hexadecimal(HMACSHA256.code(of: request.body, key: Array("s3cret".utf8)))
                #expect(request.header("X-Hub-Signature-256") == "sha256=\(code)")
                #expect(DeliveryID(request.header("X-GitHub-Delivery") ?? "") != nil)
                #expect(request.header("User-Agent")?.hasPrefix("GitHub-Hookshot/") == true)
                #expect(request.header("Content-Type") == "application/json")
            }
            let body = try #require(receiver.body("issues.labeled"))
            #expect(body.at("label", "name") == "agent:fix")
            #expect(body.at("issue", "labels")?[0]?["name"] == "agent:fix")
            #expect(body.at("issue", "body")?.isNull == true)
            #expect(body.at("repository", "full_name") == "acme/app")
            #expect(body.at("repository", "owner", "login") == "acme")
            #expect(body.at("sender", "login") == "acme")
        }
    }

    @Test func `each change of an issue is one event`() async throws {
        try await run { (test, receiver) async throws in
            let (sandbox, repository) = (test.sandbox, test.repository)
            let number = try await sandbox.openIssue(repository, title: "x", body: "old", by: "reader")
            try await sandbox.edit(repository, number, body: "new", by: "reader")
            try await sandbox.assign(repository, number, to: "writer", by: "acme")
            let comment = try await sandbox.comment(repository, number, "first", by: "reader")
            try await sandbox.editComment(repository, comment, "second", by: "reader")
            try await sandbox.deleteComment(repository, comment, by: "reader")
            try await sandbox.setOpen(repository, number, false, by: "acme")
            try await sandbox.setOpen(repository, number, true, by: "acme")
            await sandbox.waitForDeliveries()
            #expect(
                receiver.events == [
                    "ping", "issues.opened", "issues.edited", "issues.assigned", "issue_comment.created",
                    "issue_comment.edited", "issue_comment.deleted", "issues.closed", "issues.reopened",
                ])
            #expect(receiver.body("issues.edited")?.at("changes", "body", "from") == "old")
            #expect(receiver.body("issue_comment.edited")?.at("changes", "body", "from") == "first")
            #expect(receiver.body("issues.assigned")?.at("assignee", "login") == "writer")
        }
    }

    @Test func `pushes and pull requests tell their story in order`() async throws {
        try await run { (test, receiver) async throws in
            let (sandbox, repository) = (test.sandbox, test.repository)
            let number = try await test.openPull()
            try await sandbox.label(repository, number, "bug", by: "writer")
            try await sandbox.commit(repository, files: ["more": "1\n"], to: "topic", message: "More", by: "writer")
            try await sandbox.review(repository, number, .approved, comments: [("README.md", 4, "ok")], by: "reader")
            try await sandbox.comment(repository, number, "/fix", by: "acme")
            try await sandbox.merge(repository, number, by: "acme")
            try await sandbox.deleteBranch(repository, "topic", by: "acme")
            await sandbox.waitForDeliveries()
            #expect(
                receiver.events == [
                    "ping", "create", "push", "pull_request.opened", "pull_request.labeled", "push", "pull_request.synchronize",
                    "pull_request_review.submitted", "pull_request_review_comment.created", "issue_comment.created", "push",
                    "pull_request.closed", "delete", "push",
                ])
            let closed = try #require(receiver.body("pull_request.closed"))
            #expect(closed.at("pull_request", "merged") == true)
            #expect(receiver.body("pull_request_review.submitted")?.at("review", "state") == "approved")
            #expect(receiver.body("issue_comment.created")?.at("issue", "pull_request", "url") != nil)
            let deleted = try #require(receiver.body("push"))
            #expect(deleted["deleted"] == true)
            #expect(deleted["after"]?.string == CommitID.zero.description)
        }
    }

    @Test func `a push to a new branch names its commits and files`() async throws {
        try await run(events: ["push", "create"]) { (test, receiver) async throws in
            let head = try #require(try await test.sandbox.branchHead(test.repository, "main"))
            _ = try await test.api(
                "POST", "/repos/acme/app/git/refs", ["ref": "refs/heads/new", "sha": .string(head.description)])
            try await test.sandbox.commit(
                test.repository, files: ["added": "1\n", "src/main.txt": nil], to: "new", message: "Move", by: "writer")
            await test.sandbox.waitForDeliveries()
            #expect(receiver.events == ["ping", "create", "push", "push"])
            let push = try #require(receiver.body("push"))
            #expect(push["created"] == false)
            #expect(push["before"]?.string == head.description)
            #expect(push["commits"]?[0]?["added"] == ["added"])
            #expect(push["commits"]?[0]?["removed"] == ["src/main.txt"])
            #expect(push.at("head_commit", "message") == "Move")
        }
    }

    @Test func `a failed delivery stays failed until it is asked for again, under the same GUID`() async throws {
        try await run(statuses: [200, 500]) { (test, receiver) async throws in
            try await test.sandbox.openIssue(test.repository, title: "x", by: "acme")
            await test.sandbox.waitForDeliveries()
            #expect(receiver.events == ["ping", "issues.opened"])
            let hooks = try await test.api("GET", "/repos/acme/app/hooks").json
            let hook = try #require(hooks[0]?["id"]?.integer)
            #expect(hooks[0]?.at("last_response", "code") == 500)
            #expect(hooks[0]?.at("config", "secret") == "********")
            let path = "/repos/acme/app/hooks/\(hook)/deliveries"
            let failed = try #require(try await test.api("GET", path).json[0])
            #expect(failed["status_code"] == 500)
            #expect(failed["event"] == "issues")
            let id = try #require(failed["id"]?.integer)
            #expect(try await test.api("GET", "\(path)/\(id)").json.at("request", "payload", "action") == "opened")
            #expect(try await test.api("POST", "\(path)/\(id)/attempts").status == 202)
            await test.sandbox.waitForDeliveries()
            let requests = receiver.requests
            #expect(requests.count == 3)
            #expect(requests[2].header("X-GitHub-Delivery") == requests[1].header("X-GitHub-Delivery"))
            #expect(requests[2].body == requests[1].body)
            let last = try #require(try await test.api("GET", path).json[0])
            #expect(last["redelivery"] == true)
            #expect(last["status"] == "OK")
        }
    }

    @Test func `a hook that cannot be reached is a failure with a reason`() async throws {
        try await SandboxTest.run { (test) async throws in
            let made = try await test.api(
                "POST", "/repos/acme/app/hooks",
                ["config": ["url": "http://127.0.0.1:1/", "content_type": "json"], "events": ["issues"]])
            #expect(made.status == 201)
            await test.sandbox.waitForDeliveries()
            let delivery = try #require(await test.sandbox.world.deliveries.last)
            #expect(delivery.event == "ping")
            #expect(delivery.outcome == .failed(reason: "failed to connect to host"))
        }
    }

    @Test func `the App hears of everything with its installation`() async throws {
        try await SandboxTest.run(app: SandboxApp(id: 1, slug: "helper", installation: 2)) { (test) async throws in
            try await HookReceiver.run { (receiver) async throws in
                try await test.sandbox.addAppWebhook(url: receiver.url, secret: nil, events: ["issues"])
                try await test.sandbox.openIssue(test.repository, title: "x", by: "acme")
                await test.sandbox.waitForDeliveries()
                #expect(receiver.events == ["ping", "issues.opened"])
                #expect(receiver.body("issues.opened")?.at("installation", "id") == 2)
                #expect(receiver.requests.last?.header("X-Hub-Signature-256") == nil)
            }
        }
    }

    @Test func `a form hook carries its payload in a field`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await HookReceiver.run { (receiver) async throws in
                _ = try await test.api(
                    "POST", "/repos/acme/app/hooks", ["config": ["url": .string(receiver.url), "content_type": "form"]])
                await test.sandbox.waitForDeliveries()
                let request = try #require(receiver.requests.first)
                #expect(request.header("Content-Type") == "application/x-www-form-urlencoded")
                #expect(String(decoding: request.body, as: UTF8.self).hasPrefix("payload=%7B"))
            }
        }
    }

    @Test func `statuses are heard, in the name of the organization too`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await HookReceiver.run { (receiver) async throws in
                try await test.sandbox.createUser("big-org", kind: .organization)
                let repository = try await test.sandbox.createRepository("big-org", "tool")
                try await test.sandbox.setPermission(.write, of: "writer", in: repository)
                try await test.sandbox.addWebhook(repository, url: receiver.url, secret: nil)
                let head = try #require(try await test.sandbox.branchHead(repository, "main"))
                let status: JSONValue = ["state": "success", "context": "ci", "description": "fine"]
                _ = try await test.api("POST", "/repos/big-org/tool/statuses/\(head)", status, as: "writer")
                await test.sandbox.waitForDeliveries()
                let body = try #require(receiver.body("status"))
                #expect(body["sha"]?.string == head.description)
                #expect(body["branches"]?[0]?["name"] == "main")
                #expect(body.at("organization", "login") == "big-org")
                #expect(body.at("repository", "owner", "type") == "Organization")
            }
        }
    }
}
