extension Explanation {
    /// For a terminal: plain text, two spaces a level, ✓ holds, ✗ does not, ? not known yet, – not looked at.
    package func text() -> String {
        var lines = [heading]
        let matched = rules.filter(\.isMatched).map(\.name.shown)
        lines.append(
            "\(matched.count) of \(rules.count) \(rules.count == 1 ? "rule matches" : "rules match")"
                + (matched.isEmpty ? "" : ": " + matched.joined(separator: ", ")))
        for rule in rules {
            lines.append("")
            lines += rule.lines
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var heading: String {
        event.shown + (repository.map { " in \($0.shown)" } ?? "") + (actor.map { " by \($0.shown)" } ?? "")
    }
}

extension RuleExplanation {
    /// The rule's name and, below it, every step to its outcome.
    var lines: [String] {
        var lines = ["\(mark) \(name.shown)" + (location.map { " (\($0.shown))" } ?? "") + ": \(outcomeText)"]
        guard let matchedPattern else {
            lines.append("  \(Verdict.fails.mark) on \(on.map(\.description).joined(separator: ", "))")
            return lines
        }
        lines.append("  \(Verdict.holds.mark) on \(matchedPattern)")
        if let condition { lines += condition.lines(indent: "  ") }
        if let permission {
            let found = permission.found.map { "the sender has \($0.rawValue)" } ?? "the sender's is not known yet"
            lines.append("  \(permission.verdict.mark) permission \(permission.needed.rawValue): \(found)")
        }
        if isMatched {
            lines += actions.map { "  → \($0.summary.shown)" }
            if stop { lines.append("  → stop: later rules are left alone") }
        }
        return lines
    }

    private var mark: String {
        switch outcome {
        case .matched: Verdict.holds.mark
        case .otherEvent, .conditionFailed, .permissionTooLow: Verdict.fails.mark
        case .conditionUnknown, .permissionUnknown: Verdict.unknown.mark
        case .stopped: Verdict.notEvaluated.mark
        }
    }

    private var outcomeText: String {
        switch outcome {
        case .matched: "matches"
        case .otherEvent: "listens to other events"
        case .conditionFailed:
            if let leaf = condition?.firstFailingLeaf {
                "does not match, because of \(leaf.subjectAndTest)"
            } else {
                "does not match"
            }
        case .conditionUnknown: "not decided, a value is not known yet"
        case .permissionTooLow: "does not match, the sender's permission is too low"
        case .permissionUnknown: "not decided, the sender's permission is not known yet"
        case .stopped(let name): "not used, '\(name.shown)' says stop"
        }
    }
}

extension ConditionTrace {
    func lines(indent: String) -> [String] {
        let deeper = indent + "  "
        return switch node {
        case .always: ["\(indent)\(verdict.mark) always"]
        case .all(let children): ["\(indent)\(verdict.mark) all of"] + children.flatMap { $0.lines(indent: deeper) }
        case .any(let children): ["\(indent)\(verdict.mark) any of"] + children.flatMap { $0.lines(indent: deeper) }
        case .not(let child):
            ["\(indent)\(verdict.mark) not" + (isMissingTurnedTrue ? " (true because a value is missing)" : "")]
                + child.lines(indent: deeper)
        case .leaf(let leaf): ["\(indent)\(leaf.line)"]
        }
    }
}

extension LeafTrace {
    var subjectAndTest: String { "\(leaf.subject) \(leaf.test.operatorName) \(leaf.test.expectedText.shown)" }

    var line: String {
        var parts: [String] = []
        switch verdict {
        case .notEvaluated: parts.append("not evaluated")
        case .holds, .fails, .missing:
            if let seenText {
                parts.append("saw \(seenText)")
            } else if note == nil {
                parts.append("missing")
            }
        case .unknown:
            if let seenText { parts.append("saw \(seenText)") }
        }
        if let note { parts.append(note.description) }
        let comparison = comparesText ? (isCaseSensitive ? " (case counts)" : " (case ignored)") : ""
        return "\(verdict.mark) \(subjectAndTest)" + (parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")) + comparison
    }
}

extension Verdict {
    var mark: String {
        switch self {
        case .holds: "✓"
        case .fails, .missing: "✗"
        case .unknown: "?"
        case .notEvaluated: "–"
        }
    }
}
