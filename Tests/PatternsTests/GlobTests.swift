import Patterns
import Testing

@Suite struct GlobTests {
    @Test(
        arguments: [
            ("*.md", "a.md", true), ("*.md", "docs/a.md", false), ("**/*.md", "a.md", true), ("**/*.md", "x/y/a.md", true),
            ("**.md", "x/a.md", true), ("Sources/**", "Sources/a/b.swift", true), ("Sources/**", "Sources", false),
            ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "ab", false), ("a/**/b", "a/xb", false),
            ("?.c", "a.c", true), ("?.c", "/.c", false), ("?", "👀", true), ("[a-c]x", "bx", true), ("[a-c]x", "dx", false),
            ("[!a-c]x", "dx", true), ("[^a-c]x", "bx", false), ("[!a]", "/", false), ("[+-9]", "/", false), ("[+-9]", ".", true),
            ("[]a]", "]", true), ("[a-]", "-", true), ("[\\]]", "]", true), ("{a,b}.c", "b.c", true), ("{a,b}.c", "c.c", false),
            ("{main,release/*}", "release/1.0", true), ("{main,release/*}", "release/1/0", false), ("{a,}b", "b", true),
            ("{a,{b,c}d}", "cd", true), ("\\*", "*", true), ("\\*", "a", false), ("a.c", "abc", false), ("a+b", "a+b", true),
            ("(a|b)", "(a|b)", true), ("$^", "$^", true), ("a,b", "a,b", true), ("a}", "a}", true), ("Main", "main", false),
            ("x*", "x\ny", true), ("é*", "éa", true), ("agent:*", "agent:fix", true), ("[/]", "/", false), ("a", "a\n", false),
        ])
    func `a glob covers the whole text or nothing`(glob: String, text: String, expected: Bool) throws {
        #expect(try Glob(glob).matches(text) == expected)
    }

    @Test func `case can be ignored`() throws {
        #expect(try Glob("area/*", caseSensitive: false).matches("Area/CI"))
        #expect(try Glob("[a-c]", caseSensitive: false).matches("B"))
    }

    @Test(
        arguments: [
            ("a[b", .unclosedClass, 1), ("é[", .unclosedClass, 2), ("{a", .unclosedBrace, 0), ("a\\", .trailingBackslash, 1),
            ("x[b-a]", .badClass("b-a"), 2), ("{{{{{a}}}}}", .nestedTooDeep(limit: 4), 4), ("", .empty, 0),
        ] as [(String, PatternError.Reason, Int)])
    func `a refused glob tells why and where`(glob: String, reason: PatternError.Reason, offset: Int) {
        #expect(throws: PatternError(reason, offset: offset)) { try Glob(glob) }
    }

    @Test func `stars in a row stay linear`() throws {
        let glob = try Glob(String(repeating: "*a", count: 200) + "b")
        #expect(!glob.matches(String(repeating: "a", count: 50_000)))
    }
}
