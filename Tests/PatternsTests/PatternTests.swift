import Patterns
import Testing

@Suite struct PatternTests {
    @Test(
        arguments: [
            ("b+", "abbc", true), ("^b", "abbc", false), ("^fix(es)?:", "fixes: x", true), ("a.c", "a\nc", false),
            ("(?s)a.c", "a\nc", true), ("^é$", "é", true), ("^.$", "👀", true), ("\\bself\\b", "it's self, ok", true),
            ("a\\x00b", "a\0b", true), ("x", "", false), ("^$", "", true), ("^b$", "a\nb", false), ("(?m)^b$", "a\nb", true),
        ])
    func `a pattern occurs in a text or not`(pattern: String, text: String, expected: Bool) throws {
        #expect(try Pattern(pattern).matches(text) == expected)
    }

    @Test func `case counts unless it is to be ignored`() throws {
        #expect(try !Pattern("bug").matches("BUG"))
        #expect(try Pattern("bug", ignoringCase: true).matches("BUG"))
        #expect(try Pattern("über", ignoringCase: true).matches("ÜBER"))
    }

    @Test(
        arguments: [
            ("a(b", .unclosedParenthesis, 1), ("ab)c", .unopenedParenthesis, 2), ("(a)(b[)]", .unclosedParenthesis, 3),
            ("ab[c", .unclosedClass, 2), ("a**", .badRepetition("**"), 1), ("*a", .badRepetition("*"), 0),
            ("ab\\", .trailingBackslash, 2), ("(a)\\1", .needsBacktracking("\\1"), 3), ("x(?=y)", .needsBacktracking("(?="), 1),
            ("x(?!y)", .needsBacktracking("(?!"), 1), ("x(?<!y)", .needsBacktracking("(?<"), 1), ("é\\q", .badEscape("\\q"), 2),
            ("[z-a]", .badClass("z-a"), 1), ("a{1001}", .badRepetition("{1001}"), 1), ("", .empty, 0),
        ] as [(String, PatternError.Reason, Int)])
    func `a refused pattern tells why and where`(pattern: String, reason: PatternError.Reason, offset: Int) {
        #expect(throws: PatternError(reason, offset: offset)) { try Pattern(pattern) }
    }

    /// Patterns that keep an engine which tries one way after the other busy for longer than anybody lives, each with a piece that is
    /// repeated and an end that does not fit.
    private static let catastrophes = [
        ("^(a+)+$", "a", "!"), ("^(a|a)*$", "a", "!"), ("^(a|aa)+$", "a", "!"), ("^([a-zA-Z]+)*$", "a", "1"),
        ("^(.*a){12}$", "a", "!"), ("^(\\s+)*x$", " ", "y"), ("^(([a-z])+.)+[A-Z]([a-z])+$", "a", "!"), ("(x+x+)+y", "x", "z"),
        ("^(a?){40}a{40}$", "a", "!"), ("^([a-z0-9]([-a-z0-9]*[a-z0-9])?\\.?)+$", "a-", "!"),
        ("^(\\w+\\s?)*$", "word ", "!"), ("<(?:[^<>]|<[^>]*>)*>$", "<a", "!"), ("^((ab)*)*c$", "ab", "d"),
        ("(.+)*\\d", "z", "!"), ("^(0|1)*(0|1)*(0|1)*2$", "01", "3"),
    ]

    @Test(.timeLimit(.minutes(1)), arguments: catastrophes)
    func `a pattern that is a catastrophe elsewhere takes a pass over the text`(source: String, piece: String, end: String) throws
    {
        let pattern = try Pattern(source)
        let count = (Pattern.maximumInput - end.utf8.count) / piece.utf8.count
        #expect(!pattern.matches(String(repeating: piece, count: count) + end))
    }

    @Test func `a pattern ends at 512 bytes`() {
        #expect(throws: Never.self) { try Pattern(String(repeating: "a", count: 512)) }
        #expect(throws: PatternError(.tooLong(limit: 512), offset: 512)) { try Pattern(String(repeating: "a", count: 513)) }
    }

    @Test(arguments: ["(a{1000}){1000}", "((a{100}){100}){100}", "(\\pL{100}){10}", "(.{500}){3}x{999}"])
    func `a pattern that grows too large is refused`(pattern: String) {
        #expect { try Pattern(pattern) } throws: { error in
            guard let error = error as? PatternError else { return false }
            if case .badRepetition = error.reason { return true }
            return error.reason == .tooLarge
        }
    }

    /// Each takes exponential or high polynomial time in an engine that backtracks.
    @Test(
        arguments: [
            ("^(a+)+$", "a", "!"), ("^(a|aa)+$", "a", "!"), ("^(a|a?)+$", "a", "!"), ("^(.*a){20}$", "a", "!"),
            ("^([a-zA-Z]+)*$", "a", "!"), ("^(([a-z])+.)+[A-Z]([a-z])+$", "a", ""), ("^(a*)*$", "a", "b"),
            ("(x+x+)+y", "x", ""), ("^(\\w+\\s?)*$", "a ", "!"), ("^(\\d+)*[^\\d]x$", "1", ""),
            ("<!--.*?-->.*<!--.*?-->x", "<!--", ""), ("\\s+$x", " ", "a"), ("(.*)*(.*)*(.*)*=z", "=", ""),
            ("^(([^\\s])+)*@(([^\\s])+)*$", "b", ""), ("(a?){50}a{50}b", "a", ""), ("^((ab)*)+$", "ab", "c"),
        ])
    func `a pattern that would hang others ends`(pattern: String, unit: String, tail: String) throws {
        let text = String(repeating: unit, count: 30_000) + tail
        #expect(try !Pattern(pattern).matches(text))
    }

    @Test func `many threads match with one pattern`() async throws {
        let pattern = try Pattern("^n([0-9]+)7$")
        let matches = await withTaskGroup(of: Int.self) { group in
            for part in 0..<8 {
                group.addTask { (0..<1000).filter { pattern.matches("n\(part * 1000 + $0)") }.count }
            }
            return await group.reduce(0, +)
        }
        #expect(matches == (0..<8000).filter { $0 > 9 && $0 % 10 == 7 }.count)
    }
}
