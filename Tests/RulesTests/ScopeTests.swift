import Identifiers
import JSON
import Rules
import Testing

@Suite struct ScopeTests {
    private static let repository: Int64 = 4_611_686_018_427_387_905
    private static let head = "1111111111111111111111111111111111111111"

    @Test func `a cooldown counts by what the event is about`() {
        func scope(_ per: Cooldown.Scope, _ event: Event) -> String? { event.scope(of: Cooldown(per: per, every: nil)) }
        #expect(scope(.issue, Fixtures.issuesLabeled) == "\(Self.repository)#12")
        #expect(scope(.pullRequest, Fixtures.pullRequestOpened) == "\(Self.repository)#13")
        #expect(scope(.repository, Fixtures.issuesLabeled) == "\(Self.repository)")
        #expect(scope(.actor, Fixtures.issuesLabeled) == "7")
        #expect(scope(.headCommit, Fixtures.pullRequestOpened) == "\(Self.repository)@\(Self.head)")
        #expect(scope(.headCommit, Fixtures.issuesLabeled) == nil)
        #expect(scope(.rule, Fixtures.issuesLabeled) == "")
    }

    @Test(arguments: [
        ("push", #"{"after":"1111111111111111111111111111111111111111"}"#, true),
        ("push", #"{"after":"0000000000000000000000000000000000000000","deleted":true}"#, false),
        ("status", #"{"sha":"1111111111111111111111111111111111111111"}"#, true),
        ("workflow_run", #"{"workflow_run":{"head_sha":"1111111111111111111111111111111111111111"}}"#, true),
        ("check_suite", #"{"check_suite":{"head_sha":"1111111111111111111111111111111111111111"}}"#, true),
        ("pull_request_review", #"{"pull_request":{"head":{"sha":"1111111111111111111111111111111111111111"}}}"#, true),
        ("issues", #"{"issue":{"number":1}}"#, false), ("push", #"{"after":"no commit"}"#, false),
    ])
    func `an event names its commit, or none`(name: String, text: String, hasCommit: Bool) throws {
        let event = Event(name: name, payload: try JSONValue(parsing: text))
        #expect(event.commit == (hasCommit ? CommitID(Self.head) : nil))
    }

    @Test(
        arguments: [
            ("issues.closed", .setOpen(false, reason: nil), true), ("issues.closed", .setOpen(true, reason: nil), false),
            ("pull_request.reopened", .setOpen(true, reason: nil), true), ("issues.locked", .lock(reason: nil), true),
            ("issues.opened", .lock(reason: nil), false), ("issues.assigned", .assign(add: [], remove: []), false),
            ("issues.unassigned", .assign(add: [], remove: []), true),
        ] as [(String, RuleEffect, Bool)])
    func `a rule whose action causes what it listens for is told`(on: String, effect: RuleEffect, isTold: Bool) throws {
        let rule = Rule(
            name: "r", on: [try EventPattern(on)], condition: .always, actions: [RuleAction(.effect(effect))])
        #expect(rule.problems().map(\.problem.code) == (isTold ? [.selfTrigger] : []))
    }
}
