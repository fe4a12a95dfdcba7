internal import Glibc
internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct ImportProblemTests {
    private func problems(
        _ limits: ImportLimits = ImportLimits(), _ act: (String) async throws -> Void
    ) async throws -> [ImportProblem] {
        try await withWorkspace(["a.txt": "aaa", "d/b.txt": "bbb"]) { clone, workspace in
            try await act(workspace.tree)
            let imported = try await clone.importTree(workspace, limits: limits)
            #expect(imported.isUnchanged == imported.changes.isEmpty)
            return imported.problems
        }
    }

    @Test(arguments: [
        ("/etc/passwd", "l"), ("../outside", "l"), ("../../outside", "d/l"), ("d/../../outside", "l"), (".git/config", "l"),
    ])
    func `a link out of the tree is a problem`(_ target: String, _ path: String) async throws {
        let found = try await problems { try Files.makeLink("\($0)/\(path)", to: target) }
        #expect(found == [ImportProblem(path: path, kind: .linkLeavesTree(target: target))])
    }

    @Test func `a folder that became a link is not walked`() async throws {
        let found = try await problems { tree in
            try Files.removeTree("\(tree)/d")
            try Files.makeLink("\(tree)/d", to: "/etc")
        }
        #expect(found == [ImportProblem(path: "d", kind: .linkLeavesTree(target: "/etc"))])
    }

    @Test func `pipes and sockets are problems`() async throws {
        let found = try await problems { tree in
            mkfifo("\(tree)/pipe", 0o644)
            mknod("\(tree)/d/socket", S_IFSOCK | 0o644, 0)
        }
        #expect(found.map(\.path) == ["d/socket", "pipe"])
        #expect(found.allSatisfy { $0.kind == .specialFile })
    }

    @Test func `a tracked file that became a pipe is a problem and does not hang`() async throws {
        let found = try await problems { tree in
            try Files.remove("\(tree)/a.txt")
            mkfifo("\(tree)/a.txt", 0o644)
        }
        #expect(found == [ImportProblem(path: "a.txt", kind: .specialFile)])
    }

    @Test(arguments: ["n", "d"])
    func `a repository inside the tree is a problem`(_ folder: String) async throws {
        let found = try await problems { try await git(["init", "-q", folder], in: $0) }
        #expect(found == [ImportProblem(path: folder, kind: .nestedRepository)])
    }

    @Test func `a git file inside the tree is a problem as well`() async throws {
        let found = try await problems { try write("gitdir: /elsewhere\n", to: "\($0)/d/.git") }
        #expect(found == [ImportProblem(path: "d", kind: .nestedRepository)])
    }

    @Test(arguments: [".GIT", "git~1", ".git ", "a\\.git", ".g\u{200C}it"])
    func `a name that is git's own elsewhere is a problem`(_ name: String) async throws {
        let asFile = try await problems { try write("x", to: "\($0)/d/\(name)") }
        #expect(asFile == [ImportProblem(path: "d/\(name)", kind: .unsafeName)])
        let asFolder = try await problems { tree in
            try Files.makeFolder("\(tree)/\(name)")
            try write("x", to: "\(tree)/\(name)/config")
        }
        #expect(asFolder == [ImportProblem(path: name, kind: .unsafeName)])
    }

    @Test func `a name that is not UTF-8 is a problem`() async throws {
        let found = try await problems { tree in
            let path = (Array(tree.utf8) + [0x2F, 0x66, 0xE9]).map { CChar(bitPattern: $0) } + [0]
            close(creat(path, 0o644))
        }
        #expect(found == [ImportProblem(path: "f\u{FFFD}", kind: .nameNotUTF8)])
    }

    @Test func `what passes a limit is a problem and stays out`() async throws {
        var limits = ImportLimits()
        limits.fileSize = 10
        limits.depth = 3
        limits.pathLength = 12
        let found = try await problems(limits) { tree in
            try write("12345678901", to: "\(tree)/large")
            try write("1", to: "\(tree)/a-long-name.txt")
            try Files.makeFolder("\(tree)/1/2/3/4")
        }
        #expect(
            found == [
                ImportProblem(path: "1/2/3", kind: .tooDeep), ImportProblem(path: "a-long-name.txt", kind: .pathTooLong),
                ImportProblem(path: "large", kind: .fileTooLarge(size: 11, limit: 10)),
            ])
    }

    @Test func `too many changes are reported once`() async throws {
        var limits = ImportLimits()
        limits.changes = 3
        try await withWorkspace(["a.txt": "aaa"]) { clone, workspace in
            for number in 0..<9 { try write("\(number)", to: "\(workspace.tree)/\(number)") }
            let imported = try await clone.importTree(workspace, limits: limits)
            #expect(imported.changes.count == 3)
            #expect(imported.problems.map(\.kind) == [.tooManyChanges(limit: 3)])
        }
    }

    @Test func `too much new content is reported once`() async throws {
        var limits = ImportLimits()
        limits.totalSize = 5
        try await withWorkspace(["a.txt": "aaa"]) { clone, workspace in
            for number in 0..<9 { try write("\(number)x", to: "\(workspace.tree)/\(number)") }
            let imported = try await clone.importTree(workspace, limits: limits)
            #expect(imported.changes.count == 2)
            #expect(imported.problems.map(\.kind) == [.totalTooLarge(limit: 5)])
        }
    }

    @Test func `more entries than the limit are a problem`() async throws {
        var limits = ImportLimits()
        limits.entries = 2
        let found = try await problems(limits) { tree in
            for number in 0..<9 { try write("", to: "\(tree)/\(number)") }
        }
        #expect(found.map(\.kind) == [.tooManyEntries(limit: 2)])
    }
}
