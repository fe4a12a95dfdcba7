internal import Rules
internal import TOML

/// Reads what stands behind `when`.
struct ConditionReader {
    let configuration: ConfigurationReader
    let events: [EventPattern]
    /// Of the rule, for messages.
    let label: String

    private var loading: Loading { configuration.loading }

    func condition(_ value: TOMLValue) -> Condition? {
        if let word = value.string {
            if word == "always" { return .always }
            loading.report(.wrongType, at: value.range, "expected a condition or \"always\", got \(value.content)")
            return nil
        }
        return tree(value)
    }

    private func tree(_ value: TOMLValue) -> Condition? {
        guard let table = value.table else {
            loading.report(
                .wrongType, at: value.range, "expected a condition such as { state = \"open\" }, got \(value.content.kind)")
            return nil
        }
        guard let first = table.entries.first else {
            loading.report(
                .impossibleCondition, at: value.range, "this condition is empty", help: "write when = \"always\" for every event")
            return nil
        }
        guard let branch = table.entries.first(where: { ["all", "any", "not"].contains($0.key) }) else {
            return LeafReader(configuration: configuration, events: events).condition(table, at: value.range)
        }
        if table.entries.count > 1 {
            let other = table.entries.first { $0.key != branch.key } ?? first
            loading.report(
                .wrongType, at: other.keyRange, "'\(other.key.shortened)' stands beside '\(branch.key)' in one table",
                help: "a condition is one of all, any, not or a leaf; put both into all = [ {..}, {..} ]")
            return nil
        }
        return branch.key == "not" ? tree(branch.value).map(Condition.not) : list(branch)
    }

    private func list(_ branch: TOMLEntry) -> Condition? {
        guard let elements = branch.value.array else {
            loading.report(.wrongType, at: branch.value.range, "'\(branch.key)' takes an array of conditions")
            return nil
        }
        guard !elements.isEmpty else {
            loading.report(.impossibleCondition, at: branch.value.range, "'\(branch.key)' has no conditions")
            return nil
        }
        let conditions = elements.map(tree)
        let valid = conditions.compactMap(\.self)
        guard valid.count == elements.count else { return nil }
        return branch.key == "all" ? .all(valid) : .any(valid)
    }
}
