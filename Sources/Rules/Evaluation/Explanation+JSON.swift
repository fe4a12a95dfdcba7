package import JSON

extension Explanation {
    /// For storage and the APIs.
    package func json() -> JSONValue {
        [
            "event": .string(event), "repository": JSONValue(repository), "actor": JSONValue(actor),
            "matched": .array(rules.filter(\.isMatched).map { .string($0.name) }), "needs-facts": .bool(needsFacts),
            "rules": .array(rules.map { $0.json() }),
        ]
    }
}

extension RuleExplanation {
    /// - Parameter held: why the rule was not carried out although it matched, where something held it back.
    package func json(held: String? = nil) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(name), "location": JSONValue(location), "on": .array(on.map { .string($0.description) }),
            "outcome": .string(outcome.word),
        ]
        if case .stopped(let name) = outcome { members["stopped-by"] = .string(name) }
        if let held { members["held"] = .string(held) }
        if let matchedPattern { members["event"] = .string(matchedPattern.description) }
        if let condition {
            members["condition"] = condition.json()
            members["first-failing"] = condition.firstFailingLeaf?.json()
        }
        if let permission {
            members["permission"] = [
                "needed": .string(permission.needed.rawValue), "found": JSONValue(permission.found?.rawValue),
            ]
        }
        if isMatched {
            members["actions"] = .array(actions.map { .string($0.summary) })
            members["stop"] = .bool(stop)
        }
        return .object(members)
    }
}

extension RuleExplanation.Outcome {
    fileprivate var word: String {
        switch self {
        case .matched: "matched"
        case .otherEvent: "other-event"
        case .conditionFailed: "condition-failed"
        case .conditionUnknown: "condition-unknown"
        case .permissionTooLow: "permission-too-low"
        case .permissionUnknown: "permission-unknown"
        case .stopped: "stopped"
        }
    }
}

extension ConditionTrace {
    fileprivate func json() -> JSONValue {
        let verdict = JSONValue.string(verdict.rawValue)
        switch node {
        case .always: return ["always": true, "verdict": verdict]
        case .all(let children): return ["all": .array(children.map { $0.json() }), "verdict": verdict]
        case .any(let children): return ["any": .array(children.map { $0.json() }), "verdict": verdict]
        case .not(let child):
            return ["not": child.json(), "verdict": verdict, "missing-turned-true": .bool(isMissingTurnedTrue)]
        case .leaf(let leaf): return leaf.json()
        }
    }
}

extension LeafTrace {
    fileprivate func json() -> JSONValue {
        var members: [String: JSONValue] = [
            "subject": .string(leaf.subject.description), "operator": .string(leaf.test.operatorName),
            "expected": .string(leaf.test.expectedText), "verdict": .string(verdict.rawValue),
        ]
        if let seenText { members["seen"] = .string(seenText) }
        if let note { members["note"] = .string(note.description) }
        if let location = leaf.location { members["location"] = .string(location) }
        if comparesText { members["case-sensitive"] = .bool(isCaseSensitive) }
        return .object(members)
    }
}
