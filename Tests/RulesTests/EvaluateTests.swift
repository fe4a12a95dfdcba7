import JSON
import Patterns
import Rules
import Testing

@Suite struct EvaluateTests {
    private static func rule(
        _ name: String, on: String = "issues.labeled", when condition: Condition = .always, permission: Permission? = nil,
        stop: Bool = false
    ) throws -> Rule {
        Rule(
            name: name, on: [try EventPattern(on)], condition: condition, permission: permission,
            actions: [RuleAction(.react(ReactAction(emoji: .eyes)))], stop: stop)
    }

    private static func outcome(_ permission: Permission?, _ found: Permission?) throws -> RuleExplanation.Outcome {
        let rules = [try rule("r", permission: permission)]
        return evaluate(rules, event: Fixtures.issuesLabeled, facts: Facts(actorPermission: found)).rules[0].outcome
    }

    @Test func `a permission is needed, known or unknown`() throws {
        #expect(try Self.outcome(nil, nil) == .matched)
        #expect(try Self.outcome(.triage, nil) == .permissionUnknown)
        #expect(try Self.outcome(.triage, .read) == .permissionTooLow)
        for found in Permission.allCases {
            #expect(try Self.outcome(.triage, found) == (found >= .triage ? .matched : .permissionTooLow))
        }
    }

    @Test func `permissions have an order`() {
        #expect(Permission.allCases == Permission.allCases.sorted())
        #expect(Permission(gitHub: "push") == .write)
        #expect(Permission(gitHub: "maintain") == .maintain)
        #expect(Permission(gitHub: "my-role") == nil)
    }

    @Test func `a rule that fails does not ask for the permission`() throws {
        let never = try Condition(leafTable: ["state": "closed"])
        let explanation = evaluate([try Self.rule("r", when: never, permission: .admin)], event: Fixtures.issuesLabeled)
        #expect(explanation.rules[0].outcome == .conditionFailed)
        #expect(!explanation.needsFacts)
    }

    @Test(arguments: [false, true])
    func `stop leaves later rules alone, other events do not`(exhaustive: Bool) throws {
        let rules = [
            try Self.rule("a"), try Self.rule("b", on: "push", stop: true), try Self.rule("c", stop: true), try Self.rule("d"),
            try Self.rule("e", on: "push"),
        ]
        let explanation = evaluate(rules, event: Fixtures.issuesLabeled, exhaustive: exhaustive)
        #expect(explanation.matches == [0, 2])
        #expect(explanation.rules.map(\.outcome) == [.matched, .otherEvent, .matched, .stopped(by: "c"), .otherEvent])
        #expect((explanation.rules[3].condition != nil) == exhaustive)
    }

    @Test func `the cheap test decides before the costly one is looked at`() throws {
        let condition = Condition.all([
            try Condition(leafTable: ["actor-permission": ["ge": "write"]]),
            try Condition(leafTable: ["body": ["regex": "crash"]]),
            try Condition(leafTable: ["state": "closed"]),
        ])
        let explanation = evaluate([try Self.rule("r", when: condition)], event: Fixtures.issuesLabeled)
        guard case .all(let children) = try #require(explanation.rules[0].condition).node else {
            Issue.record("not an all")
            return
        }
        #expect(children.map(\.verdict) == [.notEvaluated, .notEvaluated, .fails])
    }

    @Test(
        arguments: [(nil, .conditionUnknown), (.read, .conditionFailed), (.admin, .matched)]
            as [(Permission?, RuleExplanation.Outcome)])
    func `a permission can be a condition`(found: Permission?, expected: RuleExplanation.Outcome) throws {
        let condition = try Condition(leafTable: ["actor-permission": ["ge": "write"]])
        let explanation = evaluate(
            [try Self.rule("r", when: condition)], event: Fixtures.issuesLabeled, facts: Facts(actorPermission: found))
        #expect(explanation.rules[0].outcome == expected)
    }

    @Test func `files are asked for only where they decide, and a push brings its own`() throws {
        let filter = PathFilter(include: [try StringPattern("glob:docs/**")], exclude: [try StringPattern("glob:**/*.md")])
        let files = Condition.leaf(Leaf(.attribute(.files, .any), .path(filter)))
        let (opened, push) = (Fixtures.pullRequestOpened, Fixtures.push())
        let wrongBase = Condition.all([files, try Condition(leafTable: ["base": "next"])])
        #expect(evaluate([try Self.rule("r", on: "pull_request.opened", when: wrongBase)], event: opened).wanted.isEmpty)
        #expect(evaluate([try Self.rule("r", on: "push", when: files)], event: push).wanted.isEmpty)
        let rules = [try Self.rule("r", on: "pull_request.opened", when: files)]
        #expect(evaluate(rules, event: opened).wanted == [.files])
        for (paths, matches) in [(["docs/a.md", "src/a"], false), (["docs/a.md", "docs/b/c.txt"], true), ([], false)] {
            var facts = Facts()
            facts.pullRequest[.files] = .array(paths.map(JSONValue.string))
            #expect(evaluate(rules, event: opened, facts: facts).matches.isEmpty != matches, "\(paths)")
        }
        var facts = Facts()
        facts.pullRequest[.files] = .null
        #expect(evaluate(rules, event: opened, facts: facts).rules[0].outcome == .conditionFailed)
    }

    @Test func `self stands for our own login`() throws {
        let rules = [try Self.rule("r", on: "pull_request.opened", when: try Condition(leafTable: ["author": "self"]))]
        #expect(evaluate(rules, event: Fixtures.pullRequestOpened).needsFacts)
        let ours = Facts(identity: Identity(login: "hookbot"))
        #expect(evaluate(rules, event: Fixtures.pullRequestOpened, facts: ours).matches == [0])
        let other = Facts(identity: Identity(login: "other"))
        #expect(evaluate(rules, event: Fixtures.pullRequestOpened, facts: other).matches == [])
    }
}
