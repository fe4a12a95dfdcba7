internal import Glibc
internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct FetchTests {
    @Test func `a first update clones every branch`() async throws {
        try await withServed { served in
            let first = try await served.repository.commit(["a.txt": "1"])
            let second = try await served.repository.commit(["b.txt": "2"], to: BranchName("feature/x")!)
            let clone = try await served.update()
            #expect(clone.seen == RemoteReferences(defaultBranch: "main", branches: ["main": first, "feature/x": second]))
            #expect(try await clone.defaultBranch() == "main")
            #expect(try await clone.head(of: "feature/x") == second)
            #expect(try await clone.head(of: "none") == nil)
            try await clone.verify(first)
            #expect(try await git(["fsck", "--strict"], in: clone.path) == "")
        }
    }

    @Test func `an empty repository can be cloned and fetched later`() async throws {
        try await withServed { served in
            let empty = try await served.update()
            #expect(empty.seen == RemoteReferences())
            let commit = try await served.repository.commit(["a": "1"])
            #expect(try await served.update().head(of: "main") == commit)
        }
    }

    @Test func `a later update brings new commits and removes gone branches`() async throws {
        try await withServed { served in
            try await served.repository.commit(["a": "1"])
            try await served.repository.commit(["a": "2"], to: BranchName("topic")!)
            _ = try await served.update()
            let moved = try await served.repository.commit(["a": "3"])
            try await served.repository.deleteBranch("topic")
            // Git cannot have `topic` and `topic/below` at the same time.
            let below = try await served.repository.commit(["a": "4"], to: BranchName("topic/below")!)
            let clone = try await served.update()
            #expect(try await clone.branches() == ["main": moved, "topic/below": below])
        }
    }

    @Test func `a branch that was rewritten is followed`() async throws {
        try await withServed { served in
            try await served.repository.commit(["a": "1"])
            _ = try await served.update()
            let other = try await served.repository.commit(["a": "2"], to: BranchName("other")!)
            try await served.repository.setBranch(main, to: other)
            #expect(try await served.update().head(of: "main") == other)
        }
    }

    @Test func `the default branch follows the remote's HEAD`() async throws {
        try await withServed { served in
            let commit = try await served.repository.commit(["a": "1"])
            try await served.repository.setBranch(BranchName("trunk")!, to: commit)
            _ = try await served.update()
            try await git(["symbolic-ref", "HEAD", "refs/heads/trunk"], in: served.repository.path)
            #expect(try await served.update().defaultBranch() == "trunk")
        }
    }

    @Test func `a pull request is fetched by its number`() async throws {
        try await withServed { served in
            try await served.repository.commit(["a": "1"])
            let head = try await served.repository.commit(["a": "2"], to: BranchName("pull")!)
            try await git(["update-ref", "refs/pull/7/head", head.description], in: served.repository.path)
            try await served.repository.deleteBranch("pull")
            let clone = try await served.cache.update(served.name, remote: served.remote, pullRequests: [7, 8])
            #expect(clone.seen?.pullRequests == [7: head])
            #expect(try await clone.head(ofPullRequest: 7) == head)
            #expect(try await clone.contains(head))
        }
    }

    @Test func `updates of one repository wait for each other`() async throws {
        try await withServed { served in
            let commit = try await served.repository.commit(["a": "1"])
            try await withThrowingTaskGroup(of: CommitID?.self) { group in
                for _ in 0..<4 { group.addTask { try await served.update().head(of: "main") } }
                for try await head in group { #expect(head == commit) }
            }
        }
    }

    @Test func `locks and half packs of a dead process do not stand in the way`() async throws {
        try await withServed { served in
            try await served.repository.commit(["a": "1"])
            _ = try await served.update()
            let commit = try await served.repository.commit(["a": "2"])
            let leftovers = ["refs/remotes/origin/main.lock", "packed-refs.lock", "HEAD.lock", "objects/pack/pack_git2_abc"]
            for name in leftovers { try write("", to: "\(served.clonePath)/\(name)") }
            try Files.makeFolder("\(served.clonePath).incoming/refs")
            #expect(try await served.update().head(of: "main") == commit)
            for name in leftovers { #expect(!Files.exists("\(served.clonePath)/\(name)"), "\(name)") }
            #expect(!Files.exists("\(served.clonePath).incoming"))
        }
    }

    @Test(arguments: [
        (GitHTTPServer.Behaviour.status(404), GitError.repositoryMissing), (.status(403), .forbidden),
        (.password("right"), .authentication),
    ])
    func `what the host answers becomes an error with a meaning`(_ behaviour: GitHTTPServer.Behaviour, _ error: GitError)
        async throws
    {
        try await withServed { served in
            try await served.repository.commit(["a": "1"])
            served.server.behaviour = behaviour
            await #expect(throws: error) { try await served.withToken("wrong").update(served.name, remote: served.remote) }
            await #expect(throws: error) { try await served.update() }
            #expect(!Files.exists(served.clonePath))
            #expect(!Files.exists("\(served.clonePath).incoming"))
        }
    }

    @Test(arguments: [301, 302, 307])
    func `a redirect to another host is not followed`(_ status: Int) async throws {
        try await withServed { served in
            let other = try GitHTTPServer(serving: "\(served.folder)/served")
            try await served.repository.commit(["a": "1"])
            let target = "http://localhost:\(other.port)/owner/name.git/info/refs?service=git-upload-pack"
            served.server.behaviour = .redirect(status, to: target)
            let error = await #expect(throws: GitError.self) {
                try await served.withToken("x").update(served.name, remote: served.remote)
            }
            guard case .network = error else {
                Issue.record("\(error.debugDescription)")
                return
            }
            #expect(other.requests.isEmpty)
        }
    }

    @Test func `a token is not sent to another port of the same host`() async throws {
        try await withServed { served in
            let other = try GitHTTPServer(serving: "\(served.folder)/served")
            other.behaviour = .password("x")
            served.server.behaviour = .redirect(302, to: other.url("owner/name") + "/info/refs?service=git-upload-pack")
            await #expect(throws: GitError.self) { try await served.withToken("x").update(served.name, remote: served.remote) }
            #expect(other.requests.allSatisfy { $0.headers["authorization"] == nil })
        }
    }

    @Test func `a port where nobody listens is a network error`() async throws {
        try await withServed { served in
            let nobody = RemoteLocation(url: "http://127.0.0.1:1/owner/name.git")!
            let error = await #expect(throws: GitError.self) { try await served.cache.update(served.name, remote: nobody) }
            #expect(error?.isTransient == true)
        }
    }

    @Test func `the lock of a reference that a dead process was writing does not stand in the way`() async throws {
        try await withServed { served in
            let head = try await served.repository.commit(["a": "1"])
            let clone = try await served.cache.update(served.name, remote: served.remote)
            let job = JobID(at: Timestamp(milliseconds: 0), random: Array(repeating: 7, count: 10))
            try Files.makeFolder("\(clone.path)/refs/hookbot/jobs")
            try write("", to: "\(clone.path)/refs/hookbot/jobs/\(job).lock")
            try write("", to: "\(clone.path)/refs/remotes/origin/other.lock")
            try await clone.keep(head, job: job)
            #expect(try await clone.kept(job: job) == head)
            #expect(Files.exists("\(clone.path)/refs/remotes/origin/other.lock"), "a fetch may be writing there")
        }
    }

    @Test func `a transfer that is killed may succeed another time`() async throws {
        try await withServed { served in
            let killed = "\(served.folder)/killed"
            try write("#!/bin/sh\nkill -9 $$\n", to: killed)
            chmod(killed, 0o700)
            let cache = CloneCache(GitSettings(executable: killed, cloneRoot: "\(served.folder)/other"))
            let error = await #expect(throws: GitError.self) { try await cache.update(served.name, remote: served.remote) }
            #expect(error == .interrupted(signal: SIGKILL) && error?.isTransient == true)
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [GitHTTPServer.Behaviour.silent, .stall(after: 20)])
    func `a host that falls silent is given up in time and leaves nothing`(_ behaviour: GitHTTPServer.Behaviour) async throws {
        var limits = TransferLimits()
        limits.noProgress = .milliseconds(500)
        try await withServed(limits) { served in
            try await served.repository.commit(["a": "1"])
            served.server.behaviour = behaviour
            let error = await #expect(throws: GitError.self) { try await served.update() }
            guard case .timeout = error else {
                Issue.record("\(error.debugDescription)")
                return
            }
            #expect(!Files.exists(served.clonePath))
            #expect(!Files.exists("\(served.clonePath).incoming"))
            served.server.behaviour = .usual
            #expect(try await served.update().head(of: "main") != nil)
        }
    }

    @Test func `a cancelled update kills its process and leaves nothing`() async throws {
        try await withServed { served in
            try await served.repository.commit(["a": "1"])
            served.server.behaviour = .stall(after: 20)
            let update = Task { try await served.update() }
            await served.server.waitForRequest()
            await served.server.waitForRequest()
            update.cancel()
            await #expect(throws: GitError.cancelled) { try await update.value }
            #expect(!Files.exists(served.clonePath))
            #expect(!Files.exists("\(served.clonePath).incoming"))
        }
    }

    @Test func `the token reaches the host and nothing else`() async throws {
        try await withServed { served in
            let token = "s3cr3t-t0k3n-value"
            try await served.repository.commit(["a": "1"])
            served.server.behaviour = .password(token)
            let recorder = "\(served.folder)/recorder"
            try write(
                "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" >\(served.folder)/arguments\n"
                    + "tr '\\0' '\\n' </proc/$$/environ >\(served.folder)/environment\nexec \(hookbot) \"$@\"\n",
                to: recorder)
            try await allowExecution(of: recorder)
            let clone = try await served.withToken(token, executable: recorder).update(served.name, remote: served.remote)
            #expect(try await clone.head(of: "main") != nil)
            #expect(try Files.readText("\(served.folder)/arguments").hasSuffix("git-transfer\n"))
            #expect(try Files.readText("\(served.folder)/environment").contains("SECRET") == false)
            let written = try served.files() + ["\(served.folder)/arguments", "\(served.folder)/environment"]
            for file in written {
                let text = String(decoding: try Files.read(file), as: UTF8.self)
                #expect(!text.contains(token), "\(file)")
            }
            #expect(written.count > 10)
        }
    }

    private func allowExecution(of path: String) async throws {
        let result = try await ChildCommand("/bin/chmod", ["755", path]).run(on: processes)
        try #require(result.succeeded)
    }
}
