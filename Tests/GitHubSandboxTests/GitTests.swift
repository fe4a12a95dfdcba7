import GitHubSandbox
import Identifiers
import JSON
import POSIX
import TestSupport
import Testing

@Suite struct GitTests {
    @Test func `the real git clones, pushes and is heard`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await withTemporaryFolder { (folder) async throws in
                let git = GitClient(folder: folder)
                try await git.output(["clone", "-q", test.sandbox.cloneURL(test.repository), "clone"])
                let clone = GitClient(folder: "\(folder)/clone")
                try await clone.output(["checkout", "-q", "-b", "topic"])
                // Larger than git's buffer, so that it comes in chunks.
                let large = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
                try Files.write(large, to: "\(folder)/clone/large")
                try await clone.output(["add", "."])
                try await clone.output(["commit", "-q", "-m", "Add large"])
                try await clone.output(["-c", "http.postBuffer=65536", "push", "-q", "origin", "topic"], token: "writer-token")
                let head = try await clone.output(["rev-parse", "HEAD"])
                #expect(try await test.sandbox.branchHead(test.repository, "topic") == CommitID(head))
                #expect(try await test.sandbox.file(test.repository, "topic", "large") == large)
                let entry = await test.sandbox.ledger.last { $0.path.hasSuffix("git-receive-pack") && $0.method == "POST" }
                #expect(entry?.effects == ["created refs/heads/topic"])
                #expect(entry?.user == "writer")
            }
        }
    }

    @Test(arguments: [
        ("acme/app", String?.none, true, false), ("acme/app", "reader-token", true, false),
        ("acme/app", "writer-token", true, true),
        ("acme/app", "wrong", false, false), ("acme/secret", nil, false, false), ("acme/secret", "stranger-token", false, false),
        ("acme/secret", "owner-token", true, true), ("acme/none", "owner-token", false, false),
    ])
    func `who may fetch and who may push`(name: String, token: String?, fetches: Bool, pushes: Bool) async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.createRepository("acme", "secret", isPrivate: true)
            try await withTemporaryFolder { (folder) async throws in
                let git = GitClient(folder: folder)
                let url = "\(test.sandbox.url)/\(name).git"
                #expect(try await git.run(["ls-remote", url], token: token).succeeded == fetches)
                try await git.output(["init", "-q", "."])
                try await git.output(["commit", "-q", "--allow-empty", "-m", "x"])
                #expect(try await git.run(["push", "-q", url, "HEAD:refs/heads/new"], token: token).succeeded == pushes)
            }
        }
    }

    @Test func `a protected branch refuses a push with GitHub's words`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.protect("main", of: test.repository)
            try await withTemporaryFolder { (folder) async throws in
                try await GitClient(folder: folder).output(["clone", "-q", test.sandbox.cloneURL(test.repository), "clone"])
                let clone = GitClient(folder: "\(folder)/clone")
                try await clone.output(["commit", "-q", "--allow-empty", "-m", "x"])
                let result = try await clone.run(["push", "origin", "HEAD:main"], token: "writer-token")
                let text = String(decoding: result.errorOutput, as: UTF8.self)
                #expect(!result.succeeded)
                #expect(text.contains("remote: error: GH006: Protected branch update failed for refs/heads/main."))
                #expect(text.contains("[remote rejected] HEAD -> main (protected branch hook declined)"))
                try await clone.output(["push", "-q", "origin", "HEAD:free"], token: "writer-token")
            }
        }
    }

    @Test func `a push moves its pull request, a forced one makes its comments outdated`() async throws {
        try await SandboxTest.run { (test) async throws in
            let number = try await test.openPull()
            try await test.sandbox.review(
                test.repository, number, .commented, body: "hm", comments: [("README.md", 4, "why?")], by: "reader")
            try await withTemporaryFolder { (folder) async throws in
                try await GitClient(folder: folder).output(
                    ["clone", "-q", "-b", "topic", test.sandbox.cloneURL(test.repository), "clone"])
                let clone = GitClient(folder: "\(folder)/clone")
                try await clone.output(["commit", "-q", "--allow-empty", "-m", "more"])
                try await clone.output(["push", "-q", "origin", "topic"], token: "writer-token")
                #expect(
                    try await test.sandbox.issue(test.repository, number).pull?.headCommit == clone.output(["rev-parse", "HEAD"]))
                #expect(try await test.sandbox.repository(test.repository).reviewComments(of: number).first?.line == 4)
                try await clone.output(["commit", "-q", "--amend", "--allow-empty", "-m", "other"])
                try await clone.output(["push", "-q", "-f", "origin", "topic"], token: "writer-token")
                let comment = try await test.api("GET", "/repos/acme/app/pulls/\(number)/comments").json[0]
                #expect(comment?["line"]?.isNull == true)
                #expect(comment?["original_line"] == 4)
                let fetched = try await clone.run(["fetch", "-q", "origin", "refs/pull/\(number)/head"])
                #expect(fetched.succeeded)
            }
        }
    }

    @Test func `git follows a renamed repository`() async throws {
        try await SandboxTest.run { (test) async throws in
            try await test.sandbox.rename(test.repository, to: try #require(RepositoryName("acme/new")), by: "acme")
            try await withTemporaryFolder { (folder) async throws in
                try await GitClient(folder: folder).output(["clone", "-q", "\(test.sandbox.url)/acme/app.git", "clone"])
                #expect(Files.exists("\(folder)/clone/README.md"))
            }
        }
    }
}
