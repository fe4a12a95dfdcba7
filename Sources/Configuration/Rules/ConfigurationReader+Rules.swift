internal import Rules
internal import TOML

extension ConfigurationReader {
    func rules(_ top: SectionReader, agents: [AgentSettings]) -> [Rule] {
        guard let value = root["rule"] else { return [] }
        guard let elements = value.array, elements.allSatisfy({ $0.table != nil }) else {
            loading.report(.wrongType, at: value.range, "rules are tables of an array: write [[rule]]")
            return []
        }
        let agentNames = root["agent"]?.table?.keys ?? []
        var firstPlaces: [String: TextRange] = [:]
        var rules: [(rule: Rule, range: TextRange)] = []
        for (index, element) in elements.enumerated() {
            guard !loading.isFull else { break }
            let name = element.table?["name"]?.string
            if let name, let place = element.table?["name"]?.range {
                if let first = firstPlaces[name] {
                    loading.report(
                        .duplicate, at: place,
                        "a rule named '\(name.shortened)' is there already, at \(loading.source.path):\(first.start)")
                } else {
                    firstPlaces[name] = place
                }
            }
            let label = name.map { "[[rule]] '\($0.shortened)'" } ?? "rule \(index + 1)"
            let section = SectionReader(
                ConfigurationSchema.rule, label: label, path: "rule[\(index)]", table: element.table, at: element.range,
                in: loading)
            let reader = RuleReader(section: section, configuration: self, agentNames: agentNames, index: index)
            if let rule = reader.rule() { rules.append((rule, element.range)) }
        }
        lint(rules)
        return rules.map(\.rule)
    }

    /// Puts a problem of the rule language at its place: `text` is what the problem's offset counts in, `value` where it stands.
    func report(
        _ problem: RuleProblem, at range: TextRange?, in value: TOMLValue?, of text: String = "", prefix: String = ""
    ) {
        let place = problem.offset.flatMap { offset in value.flatMap { loading.source.place(at: offset, in: $0, of: text) } }
        var message = prefix + problem.message
        var help = problem.help
        if let words = help, words.hasPrefix("did you mean") {
            message += "; \(words)"
            help = nil
        }
        if place == nil, value != nil || !prefix.isEmpty, let offset = problem.offset, offset > 0 {
            message += " (at character \(offset + 1))"
        }
        loading.report(DiagnosticCode(problem.code), at: place ?? range, message, help: help)
    }
}

extension DiagnosticCode {
    init(_ code: RuleProblem.Code) {
        // Safe because a test compares both lists of codes.
        self = DiagnosticCode(rawValue: code.rawValue)!
    }
}
