import JSON
import Rules
import Testing

@Suite struct ExplanationTests {
    private static func rules() throws -> [Rule] {
        let agent = AgentAction(use: "fixer")
        return [
            Rule(
                name: "fix-on-label", on: [try EventPattern("issues.labeled")],
                condition: .all([
                    try Condition(leafTable: ["label-added": "agent:fix"]), try Condition(leafTable: ["state": "open"]),
                    .not(try Condition(leafTable: ["field": "issue.labels[any].name", "glob": "blocked*"])),
                    .any([
                        try Condition(leafTable: ["field": "issue.labels[any].name", "in": ["bug", "enhancement"]]),
                        try Condition(leafTable: ["field": "issue.body", "length": ["gt": 200]]),
                    ]),
                ]), permission: .triage,
                actions: [
                    RuleAction(.react(ReactAction(emoji: .eyes))), RuleAction(.agent(agent)),
                    RuleAction(
                        .label(LabelAction(remove: [try Template("agent:fix")])), if: ActionCondition(jobOutcome: [.finished])),
                ], stop: true, location: "hookbot.toml:12:1"),
            Rule(
                name: "wrong-label", on: [try EventPattern("issues.*")],
                condition: .all([
                    .not(try Condition(leafTable: ["field": "issue.milestone.due_on", "exists": true])),
                    .not(try Condition(leafTable: ["draft": true])), try Condition(leafTable: ["label-added": "glob:docs/*"]),
                    try Condition(leafTable: ["field": "issue.body", "regex": "crash"]),
                ]), actions: []),
            Rule(name: "push", on: [try EventPattern("push"), try EventPattern("create")], condition: .always, actions: []),
        ]
    }

    @Test func `a match is told with every value seen`() throws {
        let explanation = evaluate(try Self.rules(), event: Fixtures.issuesLabeled, facts: Facts(actorPermission: .write))
        #expect(
            explanation.text() == """
                issues.labeled in Octo/demo by ana
                1 of 3 rules match: fix-on-label

                ✓ fix-on-label (hookbot.toml:12:1): matches
                  ✓ on issues.labeled
                  ✓ all of
                    ✓ label-added eq "agent:fix"; saw "Agent:Fix" (case ignored)
                    ✓ state eq "open"; saw "open" (case counts)
                    ✓ not
                      ✗ issue.labels[any].name glob "blocked*"; saw ["bug","Agent:Fix"] (case ignored)
                    ✓ any of
                      ✓ issue.labels[any].name in ["bug","enhancement"]; saw ["bug"] (case ignored)
                      – issue.body length gt 200; not evaluated
                  ✓ permission triage: the sender has write
                  → react eyes
                  → agent 'fixer' → pull-request (draft)
                  → label -agent:fix, if the job ends as finished
                  → stop: later rules are left alone

                – wrong-label: not used, 'fix-on-label' says stop
                  ✓ on issues.*

                ✗ push: listens to other events
                  ✗ on push, create

                """)
    }

    @Test func `a failure names the leaf to blame`() throws {
        let explanation = evaluate([try Self.rules()[1]], event: Fixtures.issuesLabeled)
        #expect(
            explanation.text() == """
                issues.labeled in Octo/demo by ana
                0 of 1 rule matches

                ✗ wrong-label: does not match, because of label-added glob "docs/*"
                  ✓ on issues.*
                  ✗ all of
                    ✓ not
                      ✗ issue.milestone.due_on exists true; missing
                    ✓ not (true because a value is missing)
                      ✗ draft eq true; missing
                    ✗ label-added glob "docs/*"; saw "Agent:Fix" (case ignored)
                    – issue.body regex /crash/; not evaluated

                """)
    }

    @Test func `exhaustive looks at everything`() throws {
        let text = evaluate([try Self.rules()[1]], event: Fixtures.issuesLabeled, exhaustive: true).text()
        #expect(text.contains("    ✗ issue.body regex /crash/; saw \"It crashes.\\n/fix\"") == false)
        #expect(text.contains("    ✓ issue.body regex /crash/; saw \"It crashes.\\n/fix\" (case counts)"))
    }

    @Test func `an unknown permission is told`() throws {
        let explanation = evaluate([try Self.rules()[0]], event: Fixtures.issuesLabeled)
        #expect(
            explanation.text().contains(
                "? fix-on-label (hookbot.toml:12:1): not decided, the sender's permission is not known yet\n"))
        #expect(explanation.text().contains("  ? permission triage: the sender's is not known yet\n"))
        #expect(explanation.needsFacts)
    }

    @Test func `the stored form says the same`() throws {
        let json = evaluate(try Self.rules(), event: Fixtures.issuesLabeled, facts: Facts(actorPermission: .write)).json()
        #expect(json["event"] == "issues.labeled")
        #expect(json["matched"] == ["fix-on-label"])
        let first = json["rules"]?[0]
        #expect(first?["outcome"] == "matched")
        #expect(first?["permission"] == ["needed": "triage", "found": "write"])
        #expect(
            first?["condition"]?["all"]?[0] == [
                "subject": "label-added", "operator": "eq", "expected": "\"agent:fix\"", "verdict": "true",
                "seen": "\"Agent:Fix\"",
                "case-sensitive": false,
            ])
        #expect(first?["condition"]?["all"]?[3]?["any"]?[1]?["verdict"] == "not-evaluated")
        #expect(json["rules"]?[1]?["stopped-by"] == "fix-on-label")
        #expect(json["rules"]?[2]?["outcome"] == "other-event")
        let failed = evaluate([try Self.rules()[1]], event: Fixtures.issuesLabeled).json()
        #expect(failed["rules"]?[0]?["first-failing"]?["subject"] == "label-added")
        #expect(failed["rules"]?[0]?["condition"]?["all"]?[1]?["missing-turned-true"] == true)
    }

    @Test func `text people wrote cannot move the cursor or hide`() throws {
        let event = Event(
            name: "issues", payload: ["action": "a\u{1B}[2J", "issue": ["title": "\u{1B}[31m\u{202E}evil\u{9B}\u{200B}"]])
        let rule = Rule(
            name: "r", on: [try EventPattern("issues")], condition: try Condition(leafTable: ["title": "x"]), actions: [])
        let text = evaluate([rule], event: event).text()
        #expect(text.contains("saw \"\\u001B[31m\\u{202e}evil\\u{9b}\\u{200b}\""))
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.properties.generalCategory != .format) })
    }

    @Test func `a long value is shortened`() throws {
        let event = Event(name: "issues", payload: ["issue": ["body": .string(String(repeating: "é", count: 60_000))]])
        let rule = Rule(
            name: "r", on: [try EventPattern("issues")], condition: try Condition(leafTable: ["body": "x"]), actions: [])
        let leaf = try #require(evaluate([rule], event: event).rules[0].condition?.firstFailingLeaf)
        #expect(leaf.seenText == "\"" + String(repeating: "é", count: 198) + "…")
    }
}
