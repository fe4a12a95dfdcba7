import JSON
import Rules
import Testing

@Suite struct LeafTableTests {
    private static let tables: [(JSONValue, Bool)] = [
        (["label-added": "agent:fix"], true), (["label-added": "glob:agent:*"], true), (["label-added": "re:/^AGENT/"], true),
        (["label-added": "other"], false), (["label-added": ["other", "agent:fix"]], true),
        (["label-added": ["other", "glob:agent:*"]], true), (["label-added": ["a", "re:/^b/"]], false),
        (["state": "open", "kind": "issue"], true), (["state": "open", "kind": "pr"], false), (["private": true], true),
        (["number": 12], true), (["number": ["gt": 10, "lt": 13]], true), (["number": ["gt": 12]], false),
        (["labels[any]": "BUG"], true), (["labels": ["all": "glob:*"]], true), (["labels": ["none": "wip"]], true),
        (["labels": ["contains": "BUG"]], true), (["labels": ["length": 2]], true),
        (["labels": ["none": ["wip", "bug"]]], false),
        (["title": ["contains": "Crash"]], true), (["title": ["contains": "crash"]], false), (["repo": "octo/DEMO"], true),
        (["actor": "ANA"], true), (["assignees": ["any": "ben"]], true), (["milestone": ["exists": true]], true),
        (["draft": ["exists": false]], true), (["actor-type": "user"], true),
        (["field": "issue.user.login", "eq": "Ana"], true), (["field": "issue.number", "ge": 12, "lt": 20], true),
        (["field": "issue.body", "length": ["gt": 5]], true),
    ]

    @Test(arguments: tables)
    func `a table becomes a condition`(table: JSONValue, expected: Bool) throws {
        let condition = try Condition(leafTable: try #require(table.object), location: "hookbot.toml:9:3")
        #expect(condition.leaves.allSatisfy { $0.location == "hookbot.toml:9:3" })
        let rule = Rule(name: "r", on: [try EventPattern("issues.labeled")], condition: condition, actions: [])
        #expect(evaluate([rule], event: Fixtures.issuesLabeled).matches.isEmpty != expected)
        #expect(rule.problems().filter { !$0.problem.code.isWarning } == [])
    }

    private static let mistakes: [(JSONValue, RuleProblem.Code, String)] = [
        ([:], .emptyCondition, "the condition is empty"),
        (["stat": "open"], .unknownKey, "unknown condition 'stat'"),
        (["labels[some]": "x"], .unknownKey, "'labels[some]' needs [any], [all] or [none]"),
        (["state": []], .emptyCondition, "'state' has an empty list, which nothing can match"),
        (["state": [:]], .emptyCondition, "'state' has no test"),
        (["title": ["contain": "x"]], .unknownKey, "unknown operator 'contain'"),
        (["field": "issue.title"], .emptyCondition, "'issue.title' has no test"),
        (["field": 3, "eq": 1], .wrongType, "'field' needs a string, got a number"),
        (["field": "issue.title", "glob": 3], .wrongType, "'glob' needs a string, got a number"),
        (["field": "issue.title", "in": []], .wrongType, "'in' needs a list of values, got an array"),
        (["field": "issue.title", "in": [["a"]]], .wrongType, "'in' needs a string, a number, true or false, got an array"),
        (["field": "issue.title", "exists": "yes"], .wrongType, "'exists' needs true or false, got a string"),
        (
            ["field": "issue.title", "length": "5"], .wrongType,
            "'length' needs a number or a table such as { gt = 200 }, got a string"
        ),
        (["field": "issue.title", "length": -1], .wrongType, "'length' needs a number of at least 0, got -1"),
        (["field": "issue.title", "length": ["more": 1]], .unknownKey, "unknown key 'more' in 'length'"),
        (["field": "issue.title", "regex": "a("], .badPattern, "'(' is never closed"),
        (["field": "issue.title", "glob": "a["], .badPattern, "'[' is never closed"),
        (
            ["title": "re:/(a)\\1/"], .badPattern,
            "'\\1' is not supported: look-around and back-references cannot be matched in linear time"
        ),
        (["field": "issue..title", "eq": 1], .unknownField, "'issue..title' is not a field: a name is missing"),
        (["field": "a[x]", "eq": 1], .unknownField, "'a[x]' is not a field: '[x]' must be [any], [all], [none] or a number"),
        (["field": "a[1", "eq": 1], .unknownField, "'a[1' is not a field: '[' is never closed"),
    ]

    @Test(arguments: mistakes)
    func `a mistake in a table is told`(table: JSONValue, code: RuleProblem.Code, message: String) throws {
        let members = try #require(table.object)
        #expect { try Condition(leafTable: members) } throws: { error in
            guard let problem = error as? RuleProblem else { return false }
            return problem.code == code && problem.message == message
        }
    }

    @Test(arguments: ["issue.title", "a[0].b[any].c", "reactions.+1", "a[none]", "x-y_z"])
    func `a path is written as it was read`(text: String) throws {
        #expect(try FieldPath(text).description == text)
    }
}
