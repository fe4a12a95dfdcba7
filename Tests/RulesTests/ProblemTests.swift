import JSON
import Rules
import Testing

@Suite struct ProblemTests {
    private static func problems(
        _ table: [String: JSONValue], on events: [String] = ["issues.labeled"]
    ) throws -> [RuleProblem] {
        let rule = Rule(
            name: "r", on: try events.map { try EventPattern($0) }, condition: try Condition(leafTable: table), actions: [])
        return rule.problems().map(\.problem)
    }

    private static let tables: [([String: JSONValue], RuleProblem.Code, String, String?)] = [
        (
            ["base": "main"], .attributeUnavailable, "'base' is not available for 'issues.labeled'",
            "available for: pull_request, pull_request_review, pull_request_review_comment, pull_request_review_thread"
        ),
        (
            ["label-removed": "x"], .attributeUnavailable, "'label-removed' is not available for 'issues.labeled'",
            "available for: issues.unlabeled, pull_request.unlabeled, discussion.unlabeled"
        ),
        (["labels": "bug"], .missingQuantifier, "'labels' is an array", "write labels = { any = … }, or all, none"),
        (["title[any]": "x"], .operatorMismatch, "'title' is not a list, so it takes no [any]", nil),
        (["number": "12"], .operatorMismatch, "'eq' needs a string; 'number' is a number", nil),
        (["title": 5], .operatorMismatch, "'title' is a string, which is never 5", nil),
        (["title": ["gt": 5]], .operatorMismatch, "'gt' needs a number; 'title' is a string", nil),
        (["number": ["gt": "5"]], .operatorMismatch, "'gt' needs a number, got a string", nil),
        (["private": "true"], .operatorMismatch, "'eq' needs a string; 'private' is true or false", nil),
        (["kind": "pull"], .operatorMismatch, "'kind' is never 'pull'", "values: issue, pr"),
        (["state": "opened"], .operatorMismatch, "'state' is never 'opened'", "did you mean 'open'?"),
        (
            ["actor-permission": ["ge": "writer"]], .operatorMismatch, "'actor-permission' is never 'writer'",
            "did you mean 'write'?"
        ),
        (
            ["field": "issue.labls", "eq": 1], .unknownField, "'issue.labls' is not in the payload of 'issues'",
            "did you mean 'issue.labels'?"
        ),
        (["field": "isue.title", "eq": "x"], .unknownField, "'isue' is not in the payload of 'issues'", "did you mean 'issue'?"),
        (
            ["field": "issue.labels[any].nam", "eq": "x"], .unknownField,
            "'issue.labels[any].nam' is not in the payload of 'issues'",
            "did you mean 'issue.labels[any].name'?"
        ),
        (
            ["field": "issue.labels", "eq": "x"], .missingQuantifier, "'issue.labels' is an array",
            "write issue.labels[any].name, or [all], [none], [0]"
        ),
        (
            ["field": "issue.labels.name", "eq": "x"], .missingQuantifier, "'issue.labels' is an array",
            "write issue.labels[any].name, or [all], [none], [0]"
        ),
        (["field": "issue.title[any]", "eq": "x"], .unknownField, "'issue.title' is a string and has nothing inside", nil),
        (["field": "issue.title.x", "eq": "x"], .unknownField, "'issue.title' is a string and has nothing inside", nil),
        (["field": "issue.title", "gt": 5], .operatorMismatch, "'gt' needs a number; 'issue.title' is a string", nil),
        (["field": "issue.number", "glob": "5*"], .operatorMismatch, "'glob' needs a string; 'issue.number' is a number", nil),
        (
            ["field": "issue.locked", "length": 5], .operatorMismatch,
            "'length' needs a string or an array; 'issue.locked' is true or false", nil
        ),
        (["field": "issue.number", "in": [1, "2"]], .operatorMismatch, "'issue.number' is a number, which is never \"2\"", nil),
        (
            ["field": "issue.milestone", "eq": "v1"], .operatorMismatch,
            "'eq' needs a single value; 'issue.milestone' is an object",
            "it has: closed_at, closed_issues, created_at, creator, description, due_on, id, node_id, number, open_issues, state, title, …"
        ),
    ]

    @Test(arguments: tables)
    func `a leaf that cannot work is told`(
        table: [String: JSONValue], code: RuleProblem.Code, message: String, help: String?
    ) throws {
        let found = try Self.problems(table)
        #expect(found.map(\.code) == [code])
        #expect(found.first?.message == message)
        #expect(found.first?.help == help)
    }

    @Test(
        arguments: [
            ["field": "issue.milestone", "exists": true], ["field": "issue.html_url", "contains": "x"],
            ["field": "issue.issue_field_values.whatever", "eq": 1], ["field": "changes.body.from", "contains": "x"],
            ["field": "issue.labels", "length": ["gt": 1]], ["field": "issue.labels[0].name", "eq": "x"],
        ] as [[String: JSONValue]])
    func `what the schema does not deny is allowed`(table: [String: JSONValue]) throws {
        #expect(try Self.problems(table) == [])
    }

    @Test func `one event of many is enough`() throws {
        #expect(try Self.problems(["base": "main"], on: ["issues.labeled", "pull_request.opened"]) == [])
        #expect(try Self.problems(["field": "commits[any].id", "eq": "x"], on: ["issues", "push"]) == [])
        #expect(try Self.problems(["field": "anything.at.all", "eq": "x"], on: ["gollum"]) == [])
    }

    @Test func `a problem points into the path`() throws {
        #expect(try Self.problems(["field": "issue.labls", "eq": 1]).map(\.offset) == [6])
    }

    @Test func `a condition that can never hold is told`() throws {
        let open = try Condition(leafTable: ["state": "open"])
        let closed = try Condition(leafTable: ["state": "closed"], location: "f:3:1")
        func problems(_ condition: Condition) throws -> [String] {
            Rule(name: "r", on: [try EventPattern("issues")], condition: condition, actions: [], location: "f:1:1").problems()
                .map { "\($0.location ?? "") \($0.problem.code.rawValue) \($0.problem.message)" }
        }
        #expect(try problems(.all([open, closed])) == ["f:3:1 E207 'state' cannot be \"open\" and \"closed\""])
        #expect(try problems(.any([open, closed])) == [])
        #expect(try problems(.all([open, open])) == [])
        #expect(try problems(.not(.any([]))) == ["f:1:1 E207 'any' is empty"])
        let labels = try ["a", "b"].map { try Condition(leafTable: ["labels": ["any": .string($0)]]) }
        #expect(try problems(.all(labels)) == [])
    }

    @Test func `a rule that adds the label it listens for is told`() throws {
        func codes(_ label: String, when table: [String: JSONValue]) throws -> [RuleProblem.Code] {
            Rule(
                name: "r", on: [try EventPattern("issues.labeled")], condition: try Condition(leafTable: table),
                actions: [RuleAction(.label(LabelAction(add: [try Template(label)])))]
            ).problems().map(\.problem.code)
        }
        #expect(try codes("Agent:fix", when: ["label-added": "glob:agent:*"]) == [.selfTrigger])
        #expect(try codes("done", when: ["label-added": "glob:agent:*"]) == [])
        #expect(try codes("done", when: ["state": "open"]) == [.selfTrigger])
    }

    @Test func `a rule behind a stop that asks for no more permission is told, and a schedule never`() throws {
        func codes(_ first: Permission?, _ second: Permission?, on event: String = "issues.opened") throws -> [String] {
            unreachableRules(in: [
                Rule(
                    name: "stops", on: [try EventPattern(event)], condition: .always, permission: first, actions: [], stop: true),
                Rule(name: "behind", on: [try EventPattern(event)], condition: .always, permission: second, actions: []),
            ]).map(\.rule)
        }
        #expect(try codes(.write, .write) == ["behind"])
        #expect(try codes(.write, .admin) == ["behind"])
        #expect(try codes(.write, .triage) == [])
        #expect(try codes(.write, nil) == [])
        #expect(try codes(nil, nil) == ["behind"])
        #expect(try codes(nil, nil, on: "schedule") == [])
    }

    @Test func `a rule behind a stop is told`() throws {
        func rule(_ name: String, on: [String], when condition: Condition = .always, stop: Bool = false) throws -> Rule {
            Rule(name: name, on: try on.map { try EventPattern($0) }, condition: condition, actions: [], stop: stop)
        }
        let rules = [
            try rule("narrow", on: ["issues.opened"], stop: true),
            try rule("some", on: ["issues.*"], when: try Condition(leafTable: ["state": "open"]), stop: true),
            try rule("behind", on: ["issues.opened"]), try rule("partly", on: ["issues.opened", "push"]),
        ]
        #expect(unreachableRules(in: rules).map(\.rule) == ["behind"])
    }
}
