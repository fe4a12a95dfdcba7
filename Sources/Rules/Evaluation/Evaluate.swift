internal import Identifiers

/// Holds every rule against one event, in order.
///
/// Exhaustive looks at every leaf of every rule that listens to the event, for people who ask why; the outcome is the same.
package func evaluate(
    _ rules: [Rule], event: Event, facts: Facts = Facts(), exhaustive: Bool = false
) -> Explanation {
    let evaluator = ConditionEvaluator(source: ValueSource(event: event, facts: facts), isExhaustive: exhaustive)
    var stopper: String?
    var explanations: [RuleExplanation] = []
    explanations.reserveCapacity(rules.count)
    for (index, rule) in rules.enumerated() {
        let explanation = explain(rule, index: index, event: event, evaluator: evaluator, stopper: stopper)
        explanations.append(explanation)
        if explanation.isMatched, rule.stop, stopper == nil { stopper = rule.name }
    }
    return Explanation(
        event: event.fullName, repository: event.repository?.name.description, actor: event.actor?.login, rules: explanations)
}

private func explain(
    _ rule: Rule, index: Int, event: Event, evaluator: ConditionEvaluator, stopper: String?
) -> RuleExplanation {
    // A schedule comes round for its own rule; its owner set it, so that nobody's permission is asked for.
    let isScheduled = event.name == Event.schedule
    let pattern = isScheduled && event.scheduledRule != rule.name ? nil : rule.on.first { $0.matches(event) }
    let found = evaluator.source.facts.actorPermission
    let permission = (isScheduled ? nil : rule.permission).map { PermissionTrace(needed: $0, found: found) }
    let isSkipped = pattern == nil || (stopper != nil && !evaluator.isExhaustive)
    let condition = isSkipped ? nil : evaluator.trace(rule.condition)
    let outcome: RuleExplanation.Outcome =
        if pattern == nil {
            .otherEvent
        } else if let stopper {
            .stopped(by: stopper)
        } else {
            outcome(condition: condition?.verdict ?? .notEvaluated, permission: permission?.verdict ?? .holds)
        }
    return RuleExplanation(
        index: index, name: rule.name, location: rule.location, on: rule.on, matchedPattern: pattern, outcome: outcome,
        condition: condition, permission: permission, actions: rule.actions, stop: rule.stop)
}

private func outcome(condition: Verdict, permission: Verdict) -> RuleExplanation.Outcome {
    switch (condition, permission) {
    case (.fails, _), (.missing, _), (.notEvaluated, _): .conditionFailed
    case (_, .fails), (_, .missing), (_, .notEvaluated): .permissionTooLow
    case (.unknown, _): .conditionUnknown
    case (.holds, .unknown): .permissionUnknown
    case (.holds, .holds): .matched
    }
}
