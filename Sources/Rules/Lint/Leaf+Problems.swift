internal import JSON
internal import Patterns

extension Leaf {
    /// What is wrong with it for a rule that listens to these events: E202 to E205. A leaf is accepted when it makes sense for
    /// one of them.
    package func problems(for patterns: [EventPattern]) -> [RuleProblem] {
        switch subject {
        case .attribute(let attribute, let quantifier): problems(of: attribute, quantifier, patterns)
        case .field(let path):
            if let problem = problem(of: path, patterns) { [problem] } else { [] }
        }
    }

    private func problems(
        of attribute: Attribute, _ quantifier: Quantifier?, _ patterns: [EventPattern]
    ) -> [RuleProblem] {
        guard patterns.contains(where: { attribute.isAvailable(for: $0) }) else {
            let events = patterns.map { "'\($0)'" }.joined(separator: ", ")
            return [
                RuleProblem(
                    .attributeUnavailable, "'\(attribute.rawValue)' is not available for \(events)",
                    help: "available for: \(attribute.availableEvents)")
            ]
        }
        if quantifier != nil {
            guard case .list(let element) = attribute.type else {
                return [
                    RuleProblem(
                        .operatorMismatch, "'\(attribute.rawValue)' is not a list, so it takes no [\(Quantifier.any.rawValue)]")
                ]
            }
            return [mismatch(with: element, path: subject.description)].compactMap { $0 }
        }
        if case .list = attribute.type, !test.acceptsList {
            return [
                RuleProblem(
                    .missingQuantifier, "'\(attribute.rawValue)' is an array",
                    help: "write \(attribute.rawValue) = { any = … }, or all, none")
            ]
        }
        return [mismatch(with: attribute.type, path: attribute.rawValue) ?? unknownWord(of: attribute)].compactMap { $0 }
    }

    /// A text that the attribute can never have.
    private func unknownWord(of attribute: Attribute) -> RuleProblem? {
        guard let words = attribute.words else { return nil }
        let expected: [JSONValue] =
            switch test {
            case .compare(_, let value): [value]
            case .oneOf(let values): values
            case .pattern(let pattern):
                if case .exact(let text) = pattern.kind { [.string(text)] } else { [] }
            case .contains, .startsWith, .endsWith, .exists, .length, .isSelf, .path: []
            }
        for text in expected.compactMap(\.string)
        where !words.contains(where: { isCaseSensitive ? $0 == text : $0.isEqualIgnoringCase(to: text) }) {
            return RuleProblem(
                .operatorMismatch, "'\(attribute.rawValue)' is never '\(text)'",
                help: RuleProblem.didYouMean(suggestions(for: text, among: words))
                    ?? "values: \(words.joined(separator: ", "))")
        }
        return nil
    }

    /// nil as soon as the field makes sense for one of the events; else what is wrong for the first.
    private func problem(of path: FieldPath, _ patterns: [EventPattern]) -> RuleProblem? {
        var first: RuleProblem?
        for event in patterns.map(\.event) {
            guard let problem = problem(of: path, in: event) else { return nil }
            first = first ?? problem
        }
        return first
    }

    private func problem(of path: FieldPath, in event: String) -> RuleProblem? {
        switch PayloadSchema.lookUp(path, in: event) {
        case .found(let type): return mismatch(with: type, path: path.description)
        case .unknown(let parent, let name, let candidates):
            let prefix = parent.isEmpty ? "" : "\(parent)."
            let near = suggestions(for: name, among: candidates).map { prefix + $0 }
            return RuleProblem(
                .unknownField, "'\(prefix)\(name)' is not in the payload of '\(event)'", help: RuleProblem.didYouMean(near),
                offset: prefix.utf8.count)
        case .needsQuantifier(let list, let element):
            return Self.arrayProblem(list, element, rest: String(path.description.dropFirst(list.count)))
        case .notAContainer(let text, let type):
            return RuleProblem(.unknownField, "'\(text)' is \(type) and has nothing inside", offset: text.utf8.count)
        }
    }

    private static func arrayProblem(_ list: String, _ element: ValueType, rest: String) -> RuleProblem {
        var rest = rest
        if rest.isEmpty, case .object(let object) = element {
            let members = PayloadSchema.members(of: object)
            rest = ["name", "login", "title", "id"].first { members[$0] != nil }.map { ".\($0)" } ?? ""
        }
        return RuleProblem(
            .missingQuantifier, "'\(list)' is an array", help: "write \(list)[any]\(rest), or [all], [none], [0]",
            offset: list.utf8.count)
    }

    private func mismatch(with type: ValueType, path: String) -> RuleProblem? {
        switch (test, type) {
        case (_, .anything), (.exists, _), (.length, .text): return nil
        case (_, .list) where test.acceptsList: return nil
        case (_, .list(let element)): return Self.arrayProblem(path, element, rest: "")
        case (_, .object(let object)):
            let members = PayloadSchema.members(of: object).keys.sorted().prefix(12).joined(separator: ", ")
            return RuleProblem(
                .operatorMismatch, "'\(test.operatorName)' needs a single value; '\(path)' is an object",
                help: members.isEmpty ? nil : "it has: \(members), …")
        case (.compare(let comparison, let expected), _):
            if comparison.isOrdering { return orderingMismatch(comparison, expected, type, path) }
            return kindMismatch([expected], type, path)
        case (.oneOf(let expected), _): return kindMismatch(expected, type, path)
        case (.contains(let part), .text): return kindMismatch([part], type, path)
        case (.pattern, .text), (.startsWith, .text), (.endsWith, .text), (.isSelf, .text), (.path, .text): return nil
        case (.length, _):
            return wrongKind("a string or an array", type, path)
        case (.contains, _), (.pattern, _), (.startsWith, _), (.endsWith, _), (.isSelf, _), (.path, _):
            return wrongKind("a string", type, path)
        }
    }

    private func orderingMismatch(
        _ comparison: Comparison, _ expected: JSONValue, _ type: ValueType, _ path: String
    ) -> RuleProblem? {
        if subject == .attribute(.actorPermission) {
            return expected.string == nil ? wrongKind("a permission such as \"write\"", type, path) : nil
        }
        guard type == .number else { return wrongKind("a number", type, path) }
        return expected.double == nil
            ? RuleProblem(.operatorMismatch, "'\(comparison.rawValue)' needs a number, got \(expected.kindName)") : nil
    }

    private func kindMismatch(_ expected: [JSONValue], _ type: ValueType, _ path: String) -> RuleProblem? {
        expected.first { $0.kindName != type.description }.map {
            RuleProblem(.operatorMismatch, "'\(path)' is \(type), which is never \($0.shortText(limit: 40))")
        }
    }

    private func wrongKind(_ wanted: String, _ type: ValueType, _ path: String) -> RuleProblem {
        RuleProblem(.operatorMismatch, "'\(test.operatorName)' needs \(wanted); '\(path)' is \(type)")
    }
}

extension LeafTest {
    /// It looks at a list as a whole.
    fileprivate var acceptsList: Bool {
        switch self {
        case .contains, .exists, .length: true
        case .compare, .oneOf, .pattern, .startsWith, .endsWith, .isSelf, .path: false
        }
    }
}
