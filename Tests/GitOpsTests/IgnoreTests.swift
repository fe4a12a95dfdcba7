internal import Identifiers
internal import POSIX
internal import TestSupport
internal import Testing

@testable import GitOps

@Suite struct IgnoreTests {
    /// Rules at the root and in `d`, over the same untracked files.
    @Test(arguments: [
        ("*.log", "!k.log"), ("*.log\n!k.log", ""), ("/k.log", ""), ("d/k.log", ""), ("k.*\n!k.log", ""), ("d/", "!k.log"),
        ("d/*\n!d/k.log", ""), ("**/deep/**", ""), ("deep/", ""), ("*", ""), ("*\n!*/\n!*.log", ""), ("build", "/build"),
        ("build/", "!build/"), ("# comment\n\n  \nk.log", ""), ("\\!odd", ""), ("\\#odd", ""), ("K.LOG", "k.[l]og"),
        ("a b", "a\\ b"), ("k.log \n", "k.log\\ "), ("[a-c]*", "!build"), ("ä*", ""), ("**", "!*"), ("/*\n!/d", "deep"),
        ("!k.log", "*"), ("*.log\r\n", ""),
    ])
    func `untracked files are left out exactly as git leaves them out`(_ root: String, _ inner: String) async throws {
        try await withWorkspace(["tracked.log": "1", "d/tracked.log": "2"]) { clone, workspace in
            let tree = workspace.tree
            for folder in ["build/deep", "d/build", "d/deep/er", "deep"] { try Files.makeFolder("\(tree)/\(folder)") }
            let names = [
                "k.log", "d/k.log", "build/k.log", "build/deep/x", "d/build/x", "d/deep/er/k.log", "deep/x", "!odd", "#odd",
                "a b",
                "d/a b", "d/k.log ", "äx", "d/x",
            ]
            for name in names { try write(name, to: "\(tree)/\(name)") }
            try write(root, to: "\(tree)/.gitignore")
            if !inner.isEmpty { try write(inner, to: "\(tree)/d/.gitignore") }
            let imported = try await clone.importTree(workspace)
            try await git(["add", "-A"], in: tree)
            let expected = try await git(["diff", "--cached", "--name-only", "--no-renames", "-z"], in: tree)
            #expect(imported.changes.map(\.path) == expected.split(separator: "\0").map(String.init).sorted())
        }
    }
}
