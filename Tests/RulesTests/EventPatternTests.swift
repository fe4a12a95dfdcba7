import Rules
import Testing

@Suite struct EventPatternTests {
    @Test(arguments: ["issues.labeled", "push", "pull_request.*", "issues", "repository_dispatch.my-own", "ping"])
    func `an event GitHub sends is taken`(text: String) throws {
        #expect(try EventPattern(text).event == String(text.prefix { $0 != "." }))
    }

    @Test(
        arguments: [
            ("issues.label", "did you mean 'issues.labeled'?", 0), ("isues.labeled", "did you mean 'issues.labeled'?", 0),
            ("issue.label", "did you mean 'issues.labeled'?", 0), ("pul_request", "did you mean 'pull_request'?", 0),
            ("push.created", "write 'push'", 4),
            (
                "check_suite.opened",
                "'check_suite' has these actions: check_suite.completed, check_suite.requested, check_suite.rerequested", 12
            ),
            ("banana", nil, 0), ("", nil, 0),
        ] as [(String, String?, Int)])
    func `an unknown event is refused with what was meant`(text: String, help: String?, offset: Int) {
        #expect { try EventPattern(text) } throws: { error in
            guard let problem = error as? RuleProblem else { return false }
            return problem.code == .unknownEvent && problem.help == help && problem.offset == offset
        }
    }

    @Test(
        arguments: [
            ("issues.labeled", true), ("issues", true), ("issues.*", true), ("issues.unlabeled", false), ("push", false),
        ])
    func `a pattern fits its event and action`(text: String, expected: Bool) throws {
        #expect(try EventPattern(text).matches(Fixtures.issuesLabeled) == expected)
    }

    @Test func `an event without an action fits its name alone`() throws {
        #expect(try EventPattern("push").matches(Fixtures.push()))
        #expect(!EventPattern(event: "push", action: "x").matches(Fixtures.push()))
    }

    @Test func `the catalogue holds every event once`() {
        #expect(EventCatalogue.eventNames.count == 76)
        #expect(EventCatalogue.names.count == Set(EventCatalogue.names).count)
        #expect(EventCatalogue.actions(of: "discussion")?.last == "unpinned")
        #expect(EventCatalogue.actions(of: "push") == [])
        #expect(EventCatalogue.actions(of: "pushes") == nil)
    }
}
