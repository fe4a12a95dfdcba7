/// One `[[rule.do]]`: what to do, and after which outcomes of the job.
package struct RuleAction: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case agent(AgentAction)
        case comment(CommentAction)
        case react(ReactAction)
        case label(LabelAction)
        case effect(RuleEffect)
    }

    package var kind: Kind
    /// The key `if`; nil runs the action in its place, in order.
    package var condition: ActionCondition?
    package var onFailure: FailureReaction

    package init(_ kind: Kind, if condition: ActionCondition? = nil, onFailure: FailureReaction = .log) {
        self.kind = kind
        self.condition = condition
        self.onFailure = onFailure
    }

    /// The words allowed for the key `action`.
    package static let names = ["agent", "comment", "react", "label"] + RuleEffect.names

    package var name: String {
        switch kind {
        case .agent: "agent"
        case .comment: "comment"
        case .react: "react"
        case .label: "label"
        case .effect(let effect): effect.name
        }
    }
}
