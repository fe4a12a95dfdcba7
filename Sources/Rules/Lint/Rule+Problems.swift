internal import JSON

extension Rule {
    /// What is wrong with this rule alone, its leaves and templates included.
    package func problems() -> [LocatedProblem] {
        var found = condition.leaves.flatMap { leaf in
            leaf.problems(for: on).map { located($0, leaf.location) }
        }
        found += condition.structureProblems.map { located($0.problem, $0.location) }
        for template in actions.flatMap(\.templates) {
            found += template.problems(for: on).map { located($0, nil) }
        }
        if let own = ownEvent {
            found.append(
                located(
                    RuleProblem(
                        .selfTrigger, "rule '\(name)' listens for '\(own.event)', which its own '\(own.action)' causes",
                        help: "events HookBot causes itself are ignored, but another account or bot may pass it on"), nil))
        }
        if let label = labelThatTriggersItself {
            found.append(
                located(
                    RuleProblem(
                        .selfTrigger, "rule '\(name)' adds the label '\(label)' that it listens for",
                        help: "events HookBot causes itself are ignored, but another account or bot may pass the label on"), nil))
        }
        return found
    }

    private func located(_ problem: RuleProblem, _ location: String?) -> LocatedProblem {
        LocatedProblem(problem: problem, location: location ?? self.location, rule: name)
    }

    /// An action that causes just what the rule listens for.
    private var ownEvent: (event: EventPattern, action: String)? {
        for case .effect(let effect) in actions.map(\.kind) {
            guard let caused = effect.causedAction else { continue }
            let pattern = on.first { ["issues", "pull_request"].contains($0.event) && $0.action == caused }
            if let pattern { return (pattern, effect.name) }
        }
        return nil
    }

    private var labelThatTriggersItself: String? {
        let listens = on.contains { Attribute.labelAdded.isAvailable(for: $0) }
        guard listens else { return nil }
        let tests = condition.leaves.filter { $0.subject == .attribute(.labelAdded) }.map(\.test)
        return actions.flatMap(\.literalLabelsAdded).first { label in
            tests.isEmpty
                || tests.contains { test in
                    test.evaluate(.string(label), isCaseSensitive: false, facts: Facts()).verdict == .holds
                }
        }
    }
}

/// W501: rules that an earlier rule with `stop` always keeps from running.
package func unreachableRules(in rules: [Rule]) -> [LocatedProblem] {
    rules.enumerated().compactMap { index, rule in
        let stopper = rules[..<index].first { earlier in
            earlier.stop && earlier.condition == .always && (rule.permission ?? .none) >= (earlier.permission ?? .none)
                // A schedule comes round for its own rule alone.
                && !rule.on.contains { $0.event == Event.schedule }
                && rule.on.allSatisfy { pattern in
                    earlier.on.contains { $0.event == pattern.event && ($0.action == nil || $0.action == pattern.action) }
                }
        }
        return stopper.map {
            LocatedProblem(
                problem: RuleProblem(.unreachable, "rule '\(rule.name)' can never match: '\($0.name)' says stop before it"),
                location: rule.location, rule: rule.name)
        }
    }
}
