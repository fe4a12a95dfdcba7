/// Why one rule matched an event, or why not.
package struct RuleExplanation: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case matched
        /// None of its patterns fits the event.
        case otherEvent
        case conditionFailed
        /// A fact is needed that was not known; asking again with it decides.
        case conditionUnknown
        case permissionTooLow
        case permissionUnknown
        /// It would have matched, or was not looked at, after a rule with `stop`.
        case stopped(by: String)
    }

    /// Its place among the rules of the evaluation.
    package let index: Int
    package let name: String
    package let location: String?
    package let on: [EventPattern]
    /// The one that fitted.
    package let matchedPattern: EventPattern?
    package let outcome: Outcome
    /// nil where it was not looked at.
    package let condition: ConditionTrace?
    package let permission: PermissionTrace?
    /// What the rule does when it matches.
    package let actions: [RuleAction]
    package let stop: Bool

    package var isMatched: Bool { outcome == .matched }

    /// Whether a fact that the caller left out decides.
    package var needsFacts: Bool { outcome == .conditionUnknown || outcome == .permissionUnknown }

    /// What GitHub has to be asked for to decide.
    var wanted: Set<Attribute> {
        switch outcome {
        case .permissionUnknown: [.actorPermission]
        case .conditionUnknown:
            (condition?.unknownAttributes ?? []).union(permission?.verdict == .unknown ? [.actorPermission] : [])
        case .matched, .otherEvent, .conditionFailed, .permissionTooLow, .stopped: []
        }
    }
}
