internal import Testing

@testable import GitOps

@Suite struct NameTests {
    @Test(arguments: [
        ".git", ".GIT", ".Git", ".git ", ".git.", ".git. . ", "git~1", "GIT~1", ".git::$INDEX_ALLOCATION", ".git:x",
        ".g\u{200C}it", "\u{FEFF}.git", ".gi\u{202E}t", "a\\.git", ".git\\hooks", "..\\x", ".", "..", "", "a/b", "a\u{0}b",
        String(repeating: "x", count: 256),
    ])
    func `a name another system reads as git's own is unsafe`(_ name: String) {
        #expect(!EntryName.isSafe(Array(name.utf8)))
    }

    @Test(arguments: [
        ".gitignore", ".github", "git", "git~2", "x.git", ".git-x", "...", "a b", "ä", "-rf", "a\\b", ".gitmodules", ":git",
        String(repeating: "x", count: 255),
    ])
    func `a name that only looks special is safe`(_ name: String) {
        #expect(EntryName.isSafe(Array(name.utf8)))
    }

    @Test(arguments: [
        ("a", 0, true), ("a/b", 0, true), ("./a", 0, true), ("../a", 1, true), ("../../a", 2, true), ("..", 1, true),
        ("..", 0, false), ("../a", 0, false), ("../../a", 1, false), ("/etc/passwd", 3, false), ("a/../b", 5, false),
        ("../a/../../b", 5, false), ("", 0, false), (".git/config", 0, false), ("../.GIT", 1, false), ("a/./../x", 3, false),
    ])
    func `a link stays inside only if it climbs no higher than its folder`(_ target: String, _ depth: Int, _ isInside: Bool) {
        #expect(LinkTarget.staysInside(Array(target.utf8), depth: depth) == isInside)
    }
}
