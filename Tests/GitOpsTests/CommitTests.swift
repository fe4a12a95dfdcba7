internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct CommitTests {
    private let job = JobID("0190a5b0-0000-7000-8000-000000000001")!

    @Test func `a commit has the identifier git gives it`() async throws {
        try await withWorkspace(["a": "1"]) { clone, workspace in
            let tree = try await clone.describe(workspace.base).tree
            let message = "Fix ünïcode\n\nBody line\n"
            let commit = try await clone.commit(
                tree: tree, parent: workspace.base, message: message, author: tester, committer: tester)
            let expected = try await git(
                ["commit-tree", "-p", workspace.base.description, tree.description], in: clone.path, input: message)
            #expect(commit.description == expected)
            let again = try await clone.commit(
                tree: tree, parent: workspace.base, message: message, author: tester, committer: tester)
            #expect(again == commit)
            let described = try await clone.describe(commit)
            #expect(described.message == message)
            #expect(described.author == tester)
            #expect(described.parents == [workspace.base])
        }
    }

    @Test func `a commit without a tree or parent is not written`() async throws {
        try await withWorkspace(["a": "1"]) { clone, workspace in
            let unknown = CommitID(String(repeating: "2", count: 40))!
            let tree = try await clone.describe(workspace.base).tree
            for (tree, parent) in [(unknown, workspace.base), (tree, unknown)] {
                let error = await #expect(throws: GitError.self) {
                    try await clone.commit(tree: tree, parent: parent, message: "m", author: tester, committer: tester)
                }
                guard case .notFound = error else {
                    Issue.record("\(error.debugDescription)")
                    return
                }
            }
        }
    }

    @Test func `a kept commit survives git's garbage collection until it is released`() async throws {
        try await withWorkspace(["a": "1"]) { clone, workspace in
            let tree = try await clone.describe(workspace.base).tree
            let commit = try await clone.commit(
                tree: tree, parent: workspace.base, message: "m", author: tester, committer: tester, keptFor: job)
            #expect(try await clone.kept(job: job) == commit)
            try await git(["gc", "-q", "--prune=now"], in: clone.path)
            #expect(try await clone.contains(commit))
            try await clone.release(job: job)
            try await clone.release(job: job)
            #expect(try await clone.kept(job: job) == nil)
            try await git(["gc", "-q", "--prune=now"], in: clone.path)
            #expect(try await !clone.contains(commit))
        }
    }

    @Test func `a damaged object is found`() async throws {
        try await withWorkspace(["a": "1"]) { clone, workspace in
            let blob = try await git(["rev-parse", "\(workspace.base):a"], in: clone.path)
            try Files.remove("\(clone.path)/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
            await #expect(throws: GitError.self) { try await clone.verify(workspace.base) }
        }
    }

    @Test func `a folder that is no repository is damaged, not missing`() async throws {
        try await withTemporaryFolder { folder in
            let error = await #expect(throws: GitError.self) { try await LocalRepository(path: folder).asClone.branches() }
            #expect(error == .corrupt("\(folder) is no bare git repository"))
        }
    }
}
