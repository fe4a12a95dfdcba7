internal import Glibc
internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct ImportTests {
    private let files = ["a.txt": "aaa", "b.txt": "bbb", "d/c.txt": "ccc", "d/e/f.txt": "fff", "x/y.txt": "yyy"]

    /// The tree git itself would commit.
    private func gitTree(_ workspace: Workspace) async throws -> String {
        try await git(["add", "-A"], in: workspace.tree)
        return try await git(["write-tree"], in: workspace.tree)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let changes: [ImportedChange]
        let act: @Sendable (String) throws -> Void

        init(_ name: String, _ changes: [ImportedChange], _ act: @escaping @Sendable (String) throws -> Void) {
            testDescription = name
            self.changes = changes
            self.act = act
        }
    }

    static func change(_ kind: ImportedChange.Kind, _ path: String, _ size: Int) -> ImportedChange {
        change(kind, path, 0o100644, size)
    }

    static func change(_ kind: ImportedChange.Kind, _ path: String, _ mode: UInt32, _ size: Int) -> ImportedChange {
        ImportedChange(path: path, kind: kind, mode: mode, size: size)
    }

    static let cases: [Case] = [
        Case("nothing", []) { _ in },
        Case("an added file", [change(.added, "n.txt", 1)]) { try write("n", to: "\($0)/n.txt") },
        Case("an added folder", [change(.added, "n/m/o.txt", 1)]) {
            try Files.makeFolder("\($0)/n/m")
            try write("n", to: "\($0)/n/m/o.txt")
        },
        Case("an empty folder", []) { try Files.makeFolder("\($0)/n/m") },
        Case("new content of the same size", [change(.modified, "a.txt", 3)]) { try write("xyz", to: "\($0)/a.txt") },
        Case("the same content again", []) { try write("aaa", to: "\($0)/a.txt") },
        Case("a deleted file", [change(.deleted, "d/c.txt", 0)]) { try Files.remove("\($0)/d/c.txt") },
        Case("a deleted folder", [change(.deleted, "d/c.txt", 0), change(.deleted, "d/e/f.txt", 0)]) {
            try Files.removeTree("\($0)/d")
        },
        Case("the last file of a folder deleted", [change(.deleted, "x/y.txt", 0)]) { try Files.remove("\($0)/x/y.txt") },
        Case("a renamed file", [change(.deleted, "a.txt", 0), change(.added, "z.txt", 3)]) {
            try Files.rename("\($0)/a.txt", to: "\($0)/z.txt")
        },
        Case("an execute bit", [change(.mode, "a.txt", 0o100755, 3)]) { chmod("\($0)/a.txt", 0o755) },
        Case("setuid counts for nothing", [change(.mode, "a.txt", 0o100755, 3)]) { chmod("\($0)/a.txt", 0o4755) },
        Case("a link inside", [change(.added, "d/link", 0o120000, 8)]) { try Files.makeLink("\($0)/d/link", to: "../a.txt") },
        Case("a file that became a link", [change(.modified, "a.txt", 0o120000, 5)]) {
            try Files.remove("\($0)/a.txt")
            try Files.makeLink("\($0)/a.txt", to: "b.txt")
        },
        Case("a file that became a folder", [change(.deleted, "a.txt", 0), change(.added, "a.txt/n", 1)]) {
            try Files.remove("\($0)/a.txt")
            try Files.makeFolder("\($0)/a.txt")
            try write("n", to: "\($0)/a.txt/n")
        },
        Case("a folder that became a file", [change(.added, "x", 1), change(.deleted, "x/y.txt", 0)]) {
            try Files.removeTree("\($0)/x")
            try write("x", to: "\($0)/x")
        },
        Case("everything deleted", ["a.txt", "b.txt", "d/c.txt", "d/e/f.txt", "x/y.txt"].map { change(.deleted, $0, 0) }) {
            for name in ["a.txt", "b.txt", "d", "x"] { try Files.removeTree("\($0)/\(name)") }
        },
        Case(
            "ignored files", [change(.added, ".gitignore", 24), change(.added, "d/k.log", 1), change(.added, "d/.gitignore", 7)]
        ) {
            try write("*.log\n/build/\nnode_mod*\n", to: "\($0)/.gitignore")
            try write("!k.log\n", to: "\($0)/d/.gitignore")
            for folder in ["build", "node_modules/p", "x/node_modules"] { try Files.makeFolder("\($0)/\(folder)") }
            for name in ["q.log", "d/q.log", "d/k.log", "build/o", "node_modules/p/i.js", "x/node_modules/i.js"] {
                try write("1", to: "\($0)/\(name)")
            }
        },
        Case("a tracked file that is ignored now", [change(.added, ".gitignore", 2), change(.modified, "a.txt", 2)]) {
            try write("*\n", to: "\($0)/.gitignore")
            try write("aa", to: "\($0)/a.txt")
        }.ignoringItself(),
        Case("a large file", [change(.added, "large", 5 << 20)]) {
            try write(String(repeating: "0123456789abcdef", count: (5 << 20) / 16), to: "\($0)/large")
        },
    ]

    @Test(arguments: cases)
    func `an imported tree is the one git would commit`(_ testCase: Case) async throws {
        try await withWorkspace(files) { clone, workspace in
            try testCase.act(workspace.tree)
            let imported = try await clone.importTree(workspace)
            #expect(imported.changes == testCase.changes.sorted { $0.path < $1.path })
            #expect(imported.problems == [])
            #expect(imported.isUnchanged == testCase.changes.isEmpty)
            #expect(imported.tree.description == (try await gitTree(workspace)))
            let commit = try await clone.commit(
                tree: imported.tree, parent: workspace.base, message: "m", author: tester, committer: tester)
            try await clone.verify(commit)
        }
    }

    @Test func `a manifest that is missing or damaged costs time only`() async throws {
        try await withWorkspace(files) { clone, workspace in
            try write("xyz", to: "\(workspace.tree)/a.txt")
            let expected = try await clone.importTree(workspace)
            try write("hookbot manifest 1\nxx", to: workspace.manifest)
            #expect(try await clone.importTree(workspace) == expected)
            try Files.remove(workspace.manifest)
            #expect(try await clone.importTree(workspace) == expected)
        }
    }

    @Test func `a change hidden by the old times and size is found`() async throws {
        try await withWorkspace(files) { clone, workspace in
            let path = "\(workspace.tree)/a.txt"
            var status = stat()
            #expect(stat(path, &status) == 0)
            let file = try Descriptor(opening: path, flags: O_WRONLY)
            try file.writeAll(Array("xyz".utf8))
            var times = [status.st_atim, status.st_mtim]
            #expect(futimens(file.number, &times) == 0)
            #expect(try await clone.importTree(workspace).changes.map(\.path) == ["a.txt"])
        }
    }

    @Test func `what a rewritten git folder says is never followed`() async throws {
        try await withWorkspace(files) { clone, workspace in
            let marker = "\(workspace.path)/marker"
            let trap = "\(workspace.path)/trap"
            try await git(["init", "-q", "--bare", trap], in: workspace.path)
            try await git(["config", "core.fsmonitor", "touch \(marker); false"], in: trap)
            try await git(["config", "core.excludesFile", "\(workspace.tree)/everything"], in: trap)
            try write("*\n", to: "\(workspace.tree)/everything")
            try Files.removeTree("\(workspace.tree)/.git")
            try write("gitdir: \(trap)\n", to: "\(workspace.tree)/.git")
            let before = try await git(["for-each-ref"], in: clone.path) + Files.readText("\(clone.path)/config")
            #expect(try await clone.importTree(workspace).changes.map(\.path) == ["everything"])
            #expect(!Files.exists(marker))
            #expect(try Files.readText("\(workspace.tree)/.git") == "gitdir: \(trap)\n")
            #expect(try await git(["for-each-ref"], in: clone.path) + Files.readText("\(clone.path)/config") == before)
        }
    }

    @Test func `a workspace without a git folder is imported all the same`() async throws {
        try await withWorkspace(files) { clone, workspace in
            try Files.removeTree("\(workspace.tree)/.git")
            #expect(try await clone.importTree(workspace).isUnchanged)
        }
    }

    @Test func `an ignore file that is a pipe or a link is not read`() async throws {
        try await withWorkspace(files) { clone, workspace in
            mkfifo("\(workspace.tree)/.gitignore", 0o644)
            try write("*\n", to: "\(workspace.tree)/d/all")
            try Files.makeLink("\(workspace.tree)/d/.gitignore", to: "all")
            let imported = try await clone.importTree(workspace)
            #expect(imported.changes.map(\.path) == ["d/.gitignore", "d/all"])
            #expect(imported.problems == [ImportProblem(path: ".gitignore", kind: .specialFile)])
        }
    }
}

extension ImportTests.Case {
    /// An ignore file with `*` leaves itself out too.
    fileprivate func ignoringItself() -> Self { Self(testDescription, changes.filter { $0.path != ".gitignore" }, act) }
}
