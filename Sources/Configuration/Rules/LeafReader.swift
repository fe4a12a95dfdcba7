internal import JSON
internal import Rules
internal import TOML

/// Reads one leaf, `{ label-added = "agent:fix" }` or `{ field = "issue.title", contains = "crash" }`, entry by entry, so that
/// each problem is shown at its own place.
struct LeafReader {
    let configuration: ConfigurationReader
    let events: [EventPattern]

    private var loading: Loading { configuration.loading }

    func condition(_ table: TOMLTable, at range: TextRange) -> Condition? {
        let field = table.entry("field")
        let tests = table.entries.filter { $0.key != "field" }
        let location = "\(loading.source.path):\(range.start)"
        guard !tests.isEmpty else { return field.flatMap { condition($0, nil, location) } }
        let conditions = tests.map { condition(field, $0, location) }
        let valid = conditions.compactMap(\.self)
        guard valid.count == conditions.count else { return nil }
        return valid.count == 1 ? valid[0] : .all(valid)
    }

    /// One test, with the field it is about unless its own key says that.
    private func condition(_ field: TOMLEntry?, _ test: TOMLEntry?, _ location: String) -> Condition? {
        guard !refuseLater(field, test) else { return nil }
        var members: [String: JSONValue] = [:]
        for entry in [field, test].compactMap(\.self) {
            guard let value = JSONValue(entry.value.content) else {
                loading.report(.wrongType, at: entry.value.range, "a condition cannot compare with \(entry.value.content.kind)")
                return nil
            }
            members[entry.key] = value
        }
        do throws(RuleProblem) {
            let condition = try Condition(leafTable: members, location: location)
            return check(condition, field, test) ? condition : nil
        } catch {
            place(error, field, test)
            return nil
        }
    }

    /// Whether every leaf makes sense for the events of the rule.
    private func check(_ condition: Condition, _ field: TOMLEntry?, _ test: TOMLEntry?) -> Bool {
        // Without an event nothing can be said, and that is reported already.
        guard !events.isEmpty else { return true }
        let problems = condition.leaves.flatMap { $0.problems(for: events) }
        for problem in problems { place(problem, field, test) }
        return problems.isEmpty
    }

    /// At the key, the field or the value, whichever the problem is about.
    private func place(_ problem: RuleProblem, _ field: TOMLEntry?, _ test: TOMLEntry?) {
        switch problem.code {
        case .unknownField, .missingQuantifier, .attributeUnavailable, .unknownKey:
            if problem.code != .unknownKey, let field {
                configuration.report(problem, at: field.value.range, in: field.value, of: field.value.string ?? "")
            } else {
                configuration.report(problem, at: (test ?? field)?.keyRange, in: nil)
            }
        case .wrongType, .unknownEvent, .operatorMismatch, .badPattern, .emptyCondition, .badTemplate, .unsafeTemplate,
            .unreachable, .selfTrigger:
            let value = (test ?? field)?.value
            configuration.report(problem, at: value?.range, in: value, of: value?.string ?? "")
        }
    }

    private func refuseLater(_ field: TOMLEntry?, _ test: TOMLEntry?) -> Bool {
        if let test, test.key == "eq-field" {
            loading.report(
                .unsupported, at: test.keyRange, "'eq-field' is not supported by this version",
                help: "compare the field with a value")
            return true
        }
        guard field == nil, let test, Self.laterAttributes.contains(test.key) else { return false }
        loading.report(
            .unsupported, at: test.keyRange, "'\(test.key)' is not supported by this version", help: "remove the condition")
        return true
    }

    /// Attributes of the language that this version does not read.
    private static let laterAttributes: Set<String> = [
        "reviews", "command", "age", "updated-age", "time",
    ]
}
