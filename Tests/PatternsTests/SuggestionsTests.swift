import Patterns
import Testing

@Suite struct SuggestionsTests {
    @Test(
        arguments: [
            ("permision", ["permission"]), ("premission", ["permission"]), ("lable", ["label"]), ("labels", ["label"]),
            ("o", ["on"]), ("xx", []), ("issues", []), ("Label", ["label"]),
        ])
    func `a slip of the finger is recognised`(word: String, expected: [String]) {
        #expect(suggestions(for: word, among: ["permission", "label", "on", "priority"].filter { $0 != word }) == expected)
    }

    @Test func `at most three are given, nearest first`() {
        #expect(
            suggestions(for: "abcde", among: ["abcdx", "abcxy", "abxde", "axcde", "abcde1"]) == ["abcde1", "abcdx", "abxde"])
    }

    @Test func `short words allow one slip only`() {
        #expect(suggestions(for: "abcd", among: ["abxy", "abcx"]) == ["abcx"])
    }

    @Test func `a swap of neighbours is one slip`() {
        #expect(suggestions(for: "bca", among: ["abc"]).isEmpty)
        #expect(suggestions(for: "acb", among: ["abc"]) == ["abc"])
    }
}
