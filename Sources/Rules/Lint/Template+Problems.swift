internal import Patterns

extension Template {
    /// Variables that cannot exist for any of the events: E302. `extra` names those the caller fills in.
    package func problems(for patterns: [EventPattern], extra: Set<String> = Self.jobVariables) -> [RuleProblem] {
        placeholders.compactMap { problem(of: $0, patterns, extra) }
    }

    /// What a job adds to the variables of its event.
    package static let jobVariables: Set<String> = ["job.id", "job.url", "rule", "time", "actor.trailer"]

    private func problem(of placeholder: Placeholder, _ patterns: [EventPattern], _ extra: Set<String>) -> RuleProblem? {
        let path = placeholder.path
        if extra.contains(path) || Event.templateVariables.contains(path) { return nil }
        if let attribute = Attribute(rawValue: path) {
            guard !patterns.contains(where: { attribute.isAvailable(for: $0) }) else { return nil }
            return RuleProblem(
                .badTemplate, "'\(path)' is not available for \(patterns.map { "'\($0)'" }.joined(separator: ", "))",
                help: "available for: \(attribute.availableEvents)", offset: placeholder.offset)
        }
        guard let field = try? FieldPath(path), !field.hasQuantifier else {
            return RuleProblem(
                .badTemplate, "'\(path)' is not a variable", help: "lists are read by number, such as issue.labels[0].name",
                offset: placeholder.offset)
        }
        for pattern in patterns {
            if case .found = PayloadSchema.lookUp(field, in: pattern.event) { return nil }
        }
        let words = extra.union(Event.templateVariables).union(Attribute.allCases.map(\.rawValue))
        return RuleProblem(
            .badTemplate, "unknown variable '\(path)'", help: RuleProblem.didYouMean(suggestions(for: path, among: words)),
            offset: placeholder.offset)
    }
}
