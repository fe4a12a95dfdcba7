import GitHubSandbox
import Testing

@Suite struct PageTests {
    private func get(_ test: SandboxTest, _ path: String) async throws -> PlainHTTPClient.Answer {
        try await test.client.send("GET", test.sandbox.url + path)
    }

    private func post(_ test: SandboxTest, _ path: String, _ form: String, origin: String? = nil, cookie: String? = nil)
        async throws
        -> PlainHTTPClient.Answer
    {
        var headers: [(name: String, value: String)] = [("Content-Type", "application/x-www-form-urlencoded")]
        if let origin { headers.append(("Origin", origin)) }
        if let cookie { headers.append(("Cookie", cookie)) }
        return try await test.client.send("POST", test.sandbox.url + path, headers: headers, body: Array(form.utf8))
    }

    @Test func `hostile text is shown, not run`() async throws {
        try await SandboxTest.run { (test) async throws in
            let hostile = "</title><script>alert('x')</script>\"><img src=x onerror=alert(1)>"
            let number = try await test.sandbox.openIssue(
                test.repository, title: hostile, body: hostile, labels: ["<b>"], by: "acme")
            try await test.sandbox.comment(test.repository, number, hostile, by: "reader")
            try await test.sandbox.commit(
                test.repository, files: ["<script>.txt": hostile], to: "evil", message: hostile, by: "writer")
            let pull = try await test.sandbox.openPull(test.repository, title: hostile, body: hostile, head: "evil", by: "writer")
            for path in ["/", "/acme/app", "/acme/app/issues/\(number)", "/acme/app/pull/\(pull)"] {
                let page = try await get(test, path)
                #expect(page.status == 200)
                for danger in ["<script", "<img", "<b>\u{20}"] { #expect(!page.text.contains(danger), "\(path)") }
                let policy = try #require(page.header("Content-Security-Policy"))
                #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-"))
            }
            #expect(try await get(test, "/acme/app/issues/\(number)").text.contains("&lt;/title&gt;&lt;script&gt;"))
        }
    }

    @Test func `forms open an issue, set and remove a label, comment and close`() async throws {
        try await SandboxTest.run { (test) async throws in
            let opened = try await post(test, "/acme/app/issues", "title=Broken+thing&body=%3Cb%3E&labels=bug%2C+agent%3Afix")
            #expect(opened.status == 303)
            #expect(opened.header("Location") == "/acme/app/issues/1")
            let issue = try await test.sandbox.issue(test.repository, 1)
            #expect(issue.author == "acme")
            #expect(issue.labels.map(\.name) == ["bug", "agent:fix"])
            #expect(try await post(test, "/acme/app/issues/1/labels", "remove=bug").status == 303)
            #expect(try await post(test, "/acme/app/issues/1/labels", "add=area%2Fui").status == 303)
            #expect(try await post(test, "/acme/app/issues/1/comments", "body=hi", cookie: "sandbox-user=reader").status == 303)
            #expect(try await post(test, "/acme/app/issues/1/state", "open=false").status == 303)
            let changed = try await test.sandbox.issue(test.repository, 1)
            #expect(changed.labels.map(\.name) == ["agent:fix", "area/ui"])
            #expect(changed.isOpen == false)
            #expect(try await test.sandbox.comments(test.repository, 1).map(\.author) == ["reader"])
        }
    }

    @Test func `a pull request is reviewed and merged from its page`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            let page = try await get(test, "/acme/app/pull/\(number)")
            #expect(page.text.contains("<span class=\"add\">+Zwei</span>"))
            #expect(try await post(test, "/acme/app/pull/\(number)/reviews", "event=APPROVE&body=ok").status == 303)
            #expect(try await post(test, "/acme/app/pull/\(number)/merge", "method=merge").status == 303)
            #expect(try await test.sandbox.issue(test.repository, number).pull?.isMerged == true)
        }
    }

    @Test(arguments: [
        ("http://evil.example", "sandbox-user=acme", 403), ("null", "sandbox-user=acme", 403), (nil, "sandbox-user=reader", 403),
        (nil, "sandbox-user=acme", 303),
    ])
    func `neither another page nor somebody without the right sets a label`(
        origin: String?, cookie: String, status: Int
    ) async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.openIssue(test.repository, title: "x", by: "acme")
            let answer = try await post(test, "/acme/app/issues/1/labels", "add=bug", origin: origin, cookie: cookie)
            #expect(answer.status == status)
            #expect(try await test.sandbox.issue(test.repository, 1).has(label: "bug") == (status == 303))
        }
    }

    @Test(arguments: [("/acme/app", "/acme/app"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/a%0d%0ab", "/")])
    func `choosing a user leads back to a page of ours`(back: String, location: String) async throws {
        try await SandboxTest.run { (test) async throws in
            let answer = try await post(test, "/_sandbox/as", "user=reader&back=\(back)", origin: test.sandbox.url)
            #expect(answer.status == 303)
            #expect(answer.header("Location") == location)
            #expect(answer.header("Set-Cookie")?.hasPrefix("sandbox-user=reader;") == true)
        }
    }
}
