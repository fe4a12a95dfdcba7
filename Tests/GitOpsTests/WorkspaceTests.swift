internal import Glibc
internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct WorkspaceTests {
    @Test func `git finds a new workspace clean, on its branch, with its history`() async throws {
        try await withWorkspace(["a.txt": "1", "d/b.txt": "2", "d/e/c.txt": "3"]) { (clone, workspace) async throws in
            #expect(
                try await git(["status", "--porcelain=v2", "--branch"], in: workspace.tree).split(separator: "\n") == [
                    "# branch.oid \(workspace.base)", "# branch.head hookbot/work",
                ])
            #expect(try await git(["log", "--format=%H"], in: workspace.tree) == workspace.base.description)
            #expect(try await git(["diff-files"], in: workspace.tree) == "")
            #expect(try await git(["remote"], in: workspace.tree) == "")
            #expect(try await git(["fsck", "--strict"], in: workspace.tree) == "")
        }
    }

    @Test func `an agent can commit in its workspace without touching the clone`() async throws {
        try await withWorkspace(["a.txt": "1"]) { (clone, workspace) async throws in
            let before = try await git(["for-each-ref"], in: clone.path)
            try write("2", to: "\(workspace.tree)/a.txt")
            try await git(["commit", "-qam", "Agent's own"], in: workspace.tree)
            let head = try await git(["rev-parse", "HEAD"], in: workspace.tree)
            #expect(try await !clone.contains(CommitID(head)!))
            #expect(try await git(["for-each-ref"], in: clone.path) == before)
            #expect(!Files.exists("\(clone.path)/worktrees"))
        }
    }

    @Test func `files come out byte for byte, with links and execute bits`() async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/bare")
            let base = try await repository.commit(
                [
                    "run": Array("#!/bin/sh\r\n".utf8), "bytes": [0, 255, 10, 13],
                    ".gitattributes": Array("* text=auto eol=crlf ident\n".utf8),
                ],
                to: main, message: "Start", author: tester, executable: ["run"])
            let work = "\(folder)/work"
            try await git(["clone", "-q", repository.path, work], in: folder)
            try Files.makeLink("\(work)/link", to: "bytes")
            try await git(["add", "link"], in: work)
            try await git(["commit", "-qm", "Link"], in: work)
            try await git(["push", "-q", "origin", "HEAD:main"], in: work)
            let head = try #require(try await repository.head(of: "main"))
            #expect(head != base)
            let workspace = try await repository.asClone.createWorkspace(
                at: "\(folder)/space", branch: BranchName("b")!, base: head)
            #expect(try Files.read("\(workspace.tree)/run") == Array("#!/bin/sh\r\n".utf8))
            #expect(try Files.read("\(workspace.tree)/bytes") == [0, 255, 10, 13])
            #expect(Files.isExecutable("\(workspace.tree)/run"))
            var status = stat()
            #expect(lstat("\(workspace.tree)/link", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
            #expect(try Files.read("\(workspace.tree)/link") == [0, 255, 10, 13])
        }
    }

    @Test func `a submodule becomes an empty folder`() async throws {
        try await withTree("160000 commit \(String(repeating: "1", count: 40))\tsub") { clone, commit, folder in
            let workspace = try await clone.createWorkspace(at: "\(folder)/space", branch: BranchName("b")!, base: commit)
            #expect(try Files.names(in: "\(workspace.tree)/sub") == [])
            let imported = try await clone.importTree(workspace)
            #expect(imported.isUnchanged && imported.problems.isEmpty)
        }
    }

    @Test(arguments: [".git", ".GIT", "git~1", "..", ".g\u{200C}it", ".git "])
    func `a commit with a name that is git's own is refused and nothing stays`(_ name: String) async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/bare")
            let blob = try await git(["hash-object", "-w", "--stdin"], in: repository.path, input: "evil")
            let inner = try await git(["mktree"], in: repository.path, input: "100644 blob \(blob)\tconfig\n")
            let tree = try await git(["mktree"], in: repository.path, input: "040000 tree \(inner)\t\(name)\n")
            let commit = CommitID(try await git(["commit-tree", "-m", "x", tree], in: repository.path))!
            let error = await #expect(throws: GitError.self) {
                try await repository.asClone.createWorkspace(at: "\(folder)/space", branch: BranchName("b")!, base: commit)
            }
            guard case .rejected = error else {
                Issue.record("\(error.debugDescription)")
                return
            }
            #expect(!Files.exists("\(folder)/space"))
        }
    }

    @Test func `a workspace is never made over something that exists`() async throws {
        try await withWorkspace(["a": "1"]) { (clone, workspace) async throws in
            await #expect(throws: GitError.self) {
                try await clone.createWorkspace(at: workspace.path, branch: workspace.branch, base: workspace.base)
            }
            #expect(try Files.readText("\(workspace.tree)/a") == "1")
        }
    }

    @Test func `a removed workspace leaves nothing`() async throws {
        try await withWorkspace(["a/b": "1"]) { (_, workspace) async throws in
            try workspace.remove()
            #expect(!Files.exists(workspace.path))
        }
    }

    private func withTree(_ entry: String, _ body: (BareClone, CommitID, String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let repository = try await LocalRepository.create(at: "\(folder)/bare")
            let tree = try await git(["mktree", "--missing"], in: repository.path, input: "\(entry)\n")
            let commit = CommitID(try await git(["commit-tree", "-m", "x", tree], in: repository.path))!
            try await body(repository.asClone, commit, folder)
        }
    }
}
