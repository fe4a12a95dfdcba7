internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct PushTests {
    private let topic = BranchName("hookbot/fix/abc")!

    /// A clone with one commit more than the remote.
    private func withCommit(_ body: (Served, BareClone, CommitID, CommitID) async throws -> Void) async throws {
        try await withServed { served in
            let base = try await served.repository.commit(["a": "1"])
            let clone = try await served.update()
            let tree = try await clone.describe(base).tree
            let commit = try await clone.commit(tree: tree, parent: base, message: "Work\n", author: tester, committer: tester)
            try await body(served, clone, base, commit)
        }
    }

    @Test func `a commit becomes a new branch`() async throws {
        try await withCommit { (served, clone, _, commit) async throws in
            #expect(try await clone.push(commit, to: topic, expecting: nil, remote: served.remote) == .pushed)
            #expect(try await served.repository.head(of: topic.description) == commit)
            #expect(try await clone.remoteHead(of: topic, remote: served.remote) == commit)
        }
    }

    @Test func `a push that was done already sends nothing`() async throws {
        try await withCommit { (served, clone, _, commit) async throws in
            _ = try await clone.push(commit, to: topic, expecting: nil, remote: served.remote)
            #expect(try await clone.push(commit, to: topic, expecting: nil, remote: served.remote) == .alreadyThere)
        }
    }

    @Test func `a branch is moved from where it was expected`() async throws {
        try await withCommit { (served, clone, base, commit) async throws in
            #expect(try await clone.push(commit, to: main, expecting: base, remote: served.remote) == .pushed)
            #expect(try await served.repository.head(of: "main") == commit)
        }
    }

    @Test func `a branch somebody moved stays as it is`() async throws {
        try await withCommit { (served, clone, base, commit) async throws in
            let theirs = try await served.repository.commit(["b": "2"])
            #expect(try await clone.push(commit, to: main, expecting: base, remote: served.remote) == .moved(actual: theirs))
            #expect(try await clone.push(commit, to: main, expecting: nil, remote: served.remote) == .moved(actual: theirs))
            #expect(try await clone.push(commit, to: topic, expecting: base, remote: served.remote) == .moved(actual: nil))
            #expect(try await served.repository.branches() == ["main": theirs])
        }
    }

    @Test func `history is rewritten only where that was asked for, and only what was expected there`() async throws {
        try await withCommit { (served, clone, base, commit) async throws in
            let theirs = try await served.repository.commit(["b": "2"])
            _ = try await served.update()
            let late = try await clone.push(commit, to: main, expecting: base, rewriting: true, remote: served.remote)
            #expect(late == .moved(actual: theirs))
            #expect(try await clone.push(commit, to: main, expecting: theirs, rewriting: true, remote: served.remote) == .pushed)
            #expect(try await served.repository.head(of: "main") == commit)
        }
    }

    @Test func `history is not rewritten by itself, whatever was expected`() async throws {
        try await withCommit { (served, clone, base, commit) async throws in
            let theirs = try await served.repository.commit(["b": "2"])
            _ = try await served.update()
            let result = try await clone.push(commit, to: main, expecting: theirs, remote: served.remote)
            guard case .rejected = result else {
                Issue.record("\(result)")
                return
            }
            #expect(try await served.repository.head(of: "main") == theirs)
        }
    }

    /// The hook runs when the objects are there and before the reference is moved: what it does is what another push does meanwhile.
    @Test func `a push that loses the reference to another one looks at what won`() async throws {
        for isSame in [true, false] {
            try await withCommit { (served, clone, base, commit) async throws in
                let hook = "\(served.repository.path)/hooks/update"
                try write("#!/bin/sh\ngit update-ref \"$1\" \(isSame ? commit : base)\n", to: hook)
                _ = try await ChildCommand("/bin/chmod", ["755", hook]).run(on: processes)
                let result = try await clone.push(commit, to: topic, expecting: nil, remote: served.remote)
                #expect(result == (isSame ? .alreadyThere : .moved(actual: base)))
            }
        }
    }

    @Test func `what a hook says against a push is passed on`() async throws {
        try await withCommit { (served, clone, _, commit) async throws in
            let hook = "\(served.repository.path)/hooks/pre-receive"
            try write("#!/bin/sh\necho 'GH006: Protected branch update failed'\nexit 1\n", to: hook)
            _ = try await ChildCommand("/bin/chmod", ["755", hook]).run(on: processes)
            let result = try await clone.push(commit, to: topic, expecting: nil, remote: served.remote)
            guard case .rejected(let reason, let sideband) = result else {
                Issue.record("\(result)")
                return
            }
            #expect(reason == "pre-receive hook declined")
            #expect(sideband.contains("GH006: Protected branch update failed"))
            #expect(try await served.repository.head(of: topic.description) == nil)
        }
    }

    @Test func `a push whose answer was lost is found on the remote`() async throws {
        try await withCommit { (served, clone, _, commit) async throws in
            served.server.behaviour = .dropAfterPush
            let error = await #expect(throws: GitError.self) {
                try await clone.push(commit, to: topic, expecting: nil, remote: served.remote)
            }
            #expect(error?.isTransient == true, "\(error.debugDescription)")
            served.server.behaviour = .usual
            #expect(try await clone.remoteHead(of: topic, remote: served.remote) == commit)
            #expect(try await clone.push(commit, to: topic, expecting: nil, remote: served.remote) == .alreadyThere)
        }
    }

    @Test func `a push without the right to it is forbidden`() async throws {
        try await withCommit { (served, clone, _, commit) async throws in
            served.server.behaviour = .status(403)
            await #expect(throws: GitError.forbidden) {
                try await clone.push(commit, to: topic, expecting: nil, remote: served.remote)
            }
        }
    }

    @Test func `a push with a password works`() async throws {
        try await withCommit { (served, clone, _, commit) async throws in
            served.server.behaviour = .password("right")
            let result = try await clone.push(commit, to: topic, expecting: nil, remote: served.remote, token: Secret("right"))
            #expect(result == .pushed)
            await #expect(throws: GitError.authentication) {
                try await clone.push(commit, to: topic, expecting: nil, remote: served.remote, token: Secret("wrong"))
            }
        }
    }

    @Test func `a commit the clone does not have is not found`() async throws {
        try await withCommit { (served, clone, _, _) async throws in
            let unknown = CommitID(String(repeating: "1", count: 40))!
            await #expect(throws: GitError.notFound("commit \(unknown)")) {
                try await clone.push(unknown, to: topic, expecting: nil, remote: served.remote)
            }
        }
    }
}
