import JSON
import Rules
import Testing

@Suite struct LeafTests {
    private static let event = Event(
        name: "issues",
        payload: [
            "s": "Hello", "n": 5, "f": 2.5, "b": true, "null": .null, "list": ["a", "B", 3], "empty": [], "object": ["x": 1],
            "items": [["name": "bug", "size": 1], ["name": "Area/CI", "size": 9], ["name": .null]],
            "deep": [["in": [["v": 1], ["v": 2]]], ["in": [["v": 3]]]], "labels": [["name": "Bug"]], "emoji": "👀é",
        ])

    private static func verdict(_ field: String, _ word: String, _ operand: JSONValue) throws -> Verdict {
        let rule = Rule(
            name: "r", on: [EventPattern(event: "issues", action: nil)],
            condition: try Condition(leafTable: ["field": .string(field), word: operand]), actions: [])
        let explanation = evaluate([rule], event: event)
        return try #require(explanation.rules[0].condition).verdict
    }

    @Test(
        arguments: [
            ("s", "eq", "Hello", .holds), ("s", "eq", "hello", .fails), ("s", "eq", 5, .fails), ("n", "eq", 5, .holds),
            ("n", "eq", "5", .fails), ("n", "eq", 5.0, .holds), ("f", "eq", 2.5, .holds), ("b", "eq", true, .holds),
            ("b", "eq", "true", .fails), ("b", "eq", 1, .fails), ("null", "eq", "x", .missing), ("none", "eq", "x", .missing),
            ("object", "eq", 1, .fails), ("list", "eq", "a", .fails),
            ("s", "ne", "x", .holds), ("s", "ne", "Hello", .fails), ("n", "ne", "5", .holds), ("none", "ne", "x", .missing),
            ("n", "lt", 6, .holds), ("n", "lt", 5, .fails), ("n", "le", 5, .holds), ("n", "gt", 4.5, .holds),
            ("n", "gt", 5, .fails), ("n", "ge", 5, .holds), ("f", "gt", 2, .holds), ("s", "gt", 1, .fails),
            ("b", "lt", 2, .fails), ("none", "gt", 1, .missing), ("null", "lt", 1, .missing),
            ("s", "in", ["x", "Hello"], .holds), ("s", "in", ["hello"], .fails), ("n", "in", [1, 5], .holds),
            ("n", "in", ["5"], .fails), ("none", "in", ["x"], .missing),
            ("s", "glob", "H*o", .holds), ("s", "glob", "h*o", .fails), ("n", "glob", "5", .fails),
            ("none", "glob", "*", .missing),
            ("s", "regex", "^H.+o$", .holds), ("s", "regex", "^h", .fails), ("b", "regex", "true", .fails),
            ("null", "regex", ".*", .missing),
            ("s", "contains", "ell", .holds), ("s", "contains", "ELL", .fails), ("s", "contains", 1, .fails),
            ("list", "contains", "a", .holds), ("list", "contains", 3, .holds), ("list", "contains", "3", .fails),
            ("empty", "contains", "a", .fails), ("n", "contains", "5", .fails), ("none", "contains", "a", .missing),
            ("s", "starts-with", "He", .holds), ("s", "starts-with", "he", .fails), ("n", "starts-with", "5", .fails),
            ("none", "starts-with", "a", .missing), ("s", "ends-with", "lo", .holds), ("s", "ends-with", "xHello", .fails),
            ("null", "ends-with", "a", .missing),
            ("s", "exists", true, .holds), ("s", "exists", false, .fails), ("none", "exists", false, .holds),
            ("null", "exists", false, .holds), ("none", "exists", true, .fails), ("object.x", "exists", true, .holds),
            ("empty", "exists", true, .holds), ("s.x.y", "exists", false, .holds),
            ("s", "length", 5, .holds), ("s", "length", ["gt": 5], .fails), ("s", "length", ["ge": 5, "lt": 6], .holds),
            ("list", "length", 3, .holds), ("empty", "length", 0, .holds), ("n", "length", 1, .fails),
            ("none", "length", ["lt": 9], .missing), ("emoji", "length", 2, .holds),
        ] as [(String, String, JSONValue, Verdict)])
    func `an operator and a type give a verdict`(field: String, word: String, operand: JSONValue, expected: Verdict) throws {
        // Two bounds on a length are an `all` of two leaves, which has no missing of its own.
        #expect(try Self.verdict(field, word, operand) == expected)
    }

    @Test(
        arguments: [
            ("list[any]", "eq", "a", .holds), ("list[any]", "eq", "b", .fails), ("list[all]", "exists", true, .holds),
            ("list[none]", "eq", "z", .holds), ("list[none]", "eq", "a", .fails), ("list[0]", "eq", "a", .holds),
            ("list[3]", "eq", "a", .missing), ("list[3]", "exists", false, .holds), ("list[2]", "gt", 2, .holds),
            ("empty[any]", "eq", "a", .fails), ("empty[all]", "eq", "a", .holds), ("empty[none]", "eq", "a", .holds),
            ("none[any]", "eq", "a", .missing), ("none[none]", "eq", "a", .missing), ("s[any]", "eq", "a", .missing),
            ("items[any].name", "eq", "bug", .holds), ("items[any].name", "glob", "Area/*", .holds),
            ("items[all].size", "ge", 1, .missing), ("items[all].size", "gt", 5, .fails), ("items[any].size", "gt", 5, .holds),
            ("items[none].name", "eq", "wip", .holds), ("items[any].nothing", "eq", 1, .missing),
            ("items[any].name", "exists", false, .holds), ("items[all].name", "exists", true, .fails),
            ("items[1].name", "ends-with", "/CI", .holds), ("deep[all].in[any].v", "ge", 2, .holds),
            ("deep[all].in[all].v", "ge", 2, .fails), ("deep[any].in[all].v", "gt", 2, .holds),
            ("deep[none].in[any].v", "gt", 3, .holds), ("labels[any].name", "eq", "bUG", .holds),
            ("labels[any].name", "in", ["BUG"], .holds), ("labels[any].name", "starts-with", "BU", .holds),
            ("labels[any].name", "contains", "U", .holds), ("labels[any].name", "ends-with", "UG", .holds),
            ("labels[any].name", "regex", "^bug$", .holds),
        ] as [(String, String, JSONValue, Verdict)])
    func `a quantifier says which elements count`(field: String, word: String, operand: JSONValue, expected: Verdict) throws {
        #expect(try Self.verdict(field, word, operand) == expected)
    }

    @Test func `a text too long to match counts as missing`() throws {
        let event = Event(name: "push", payload: ["t": .string(String(repeating: "a", count: 262_145))])
        let rule = Rule(
            name: "r", on: [EventPattern(event: "push", action: nil)],
            condition: try Condition(leafTable: ["field": "t", "regex": "a"]), actions: [])
        let leaf = try #require(evaluate([rule], event: event).rules[0].condition?.firstFailingLeaf)
        #expect(leaf.verdict == .missing)
        #expect(leaf.note == .tooLong(limit: 262_144))
        #expect(leaf.seenText?.count == 200)
    }
}
