import Patterns
import Testing

@Suite struct StringPatternTests {
    @Test(
        arguments: [
            ("agent:fix", "agent:fix", true), ("agent:fix", "agent:fix2", false), ("glob:area/*", "area/ci", true),
            ("re:/^feat\\//", "feat/x", true), ("re:/^feat\\//", "Feat/x", false), ("re:/^feat\\//i", "Feat/x", true),
            ("re:/a/b/", "xa/by", true), ("*", "x", false), ("!x", "!x", true),
        ])
    func `one string says how it compares`(pattern: String, text: String, expected: Bool) throws {
        #expect(try StringPattern(pattern).matches(text) == expected)
        #expect(try StringPattern(pattern).description == pattern)
    }

    @Test(arguments: ["Bug", "glob:B*", "re:/^bug$/"])
    func `all forms ignore case where the subject does`(pattern: String) throws {
        #expect(try StringPattern(pattern, caseSensitive: false).matches("bUg"))
        #expect(try !StringPattern(pattern, caseSensitive: false).isCaseSensitive)
    }

    @Test(
        arguments: [
            ("glob:a[", .unclosedClass, 6), ("re:x", .unclosedSlash, 3), ("re:/", .unclosedSlash, 3),
            ("re:/a/x", .unknownFlag("x"), 6), ("re:/a(/", .unclosedParenthesis, 5), ("re://", .empty, 4),
        ] as [(String, PatternError.Reason, Int)])
    func `the place of a mistake counts the prefix`(pattern: String, reason: PatternError.Reason, offset: Int) {
        #expect(throws: PatternError(reason, offset: offset)) { try StringPattern(pattern) }
    }

    @Test(
        arguments: [
            ("Bug", "bug", true), ("bug", "bugs", false), ("ÄRGER", "ärger", true), ("a", "á", false), ("", "", true),
            ("ab", "a", false), ("\u{212A}", "k", true),
        ])
    func `texts compare without case`(left: String, right: String, expected: Bool) {
        #expect(left.isEqualIgnoringCase(to: right) == expected)
        #expect(right.isEqualIgnoringCase(to: left) == expected)
    }

    @Test func `exact texts compare byte for byte`() throws {
        #expect(try !StringPattern("e\u{301}").matches("\u{E9}"))
    }

    @Test(arguments: [
        ("abc", "", true), ("", "", true), ("", "a", false), ("aab", "ab", true), ("ab", "abc", false), ("é", "\u{301}", false),
    ])
    func `a part is found by its bytes`(text: String, part: String, expected: Bool) {
        #expect(text.containsBytes(of: part) == expected)
    }
}
