import Rules
import Testing

@Suite struct ModelTests {
    @Test(
        arguments: [
            ("eyes", .eyes), ("👀", .eyes), (":eyes:", .eyes), ("+1", .thumbsUp), ("thumbsup", .thumbsUp), (":+1:", .thumbsUp),
            ("👎", .thumbsDown), ("tada", .hooray), ("hooray", .hooray), ("❤️", .heart), ("smile", .laugh), ("😕", .confused),
            ("🚀", .rocket), ("fire", nil), ("", nil), ("::", nil),
        ] as [(String, Reaction?)])
    func `a reaction is read from any of its names`(word: String, expected: Reaction?) {
        #expect(Reaction(word) == expected)
    }

    @Test func `every word of the reactions is taken`() {
        #expect(Reaction.words.count > 8)
        #expect(Reaction.words.allSatisfy { Reaction($0) != nil })
    }

    @Test(
        arguments: [
            (.agent(AgentAction(use: "fixer")), nil, "agent 'fixer' → pull-request (draft)"),
            (.agent(AgentAction(use: "a", result: .answer)), nil, "agent 'a' → answer"),
            (.react(ReactAction(emoji: .eyes)), [.finished, .failed], "react eyes, if the job ends as failed or finished"),
        ] as [(RuleAction.Kind, Set<JobOutcome>?, String)])
    func `an action is told in one line`(kind: RuleAction.Kind, outcome: Set<JobOutcome>?, expected: String) {
        #expect(RuleAction(kind, if: outcome.map { ActionCondition(jobOutcome: $0) }).summary == expected)
    }

    @Test func `a comment and labels are told in one line`() throws {
        let comment = RuleAction(.comment(CommentAction(body: try Template("x"), sticky: "ci")))
        #expect(comment.summary == "comment (sticky 'ci')")
        let label = RuleAction(.label(LabelAction(add: [try Template("a")], remove: [try Template("b {{ number }}")])))
        #expect(label.summary == "label +a -b {{ number }}")
        #expect(label.templates.map(\.source) == ["a", "b {{ number }}"])
    }
}
