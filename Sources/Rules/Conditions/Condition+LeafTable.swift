package import JSON
internal import Patterns

extension Condition {
    /// Reads the table of a leaf: `{ field = "issue.title", contains = "x" }`, or attributes by name such as
    /// `{ label-added = "glob:agent:*", state = "open" }`. Several tests in one table must all hold.
    package init(leafTable members: [String: JSONValue], location: String? = nil) throws(RuleProblem) {
        guard !members.isEmpty else {
            throw RuleProblem(.emptyCondition, "the condition is empty", help: "write when = \"always\" to match every event")
        }
        var conditions: [Condition] = []
        if let field = members["field"] {
            guard let text = field.string else {
                throw RuleProblem(.wrongType, "'field' needs a string, got \(field.kindName)")
            }
            let subject = Subject.field(try FieldPath(text))
            let tests = members.filter { $0.key != "field" }
            guard !tests.isEmpty else {
                throw RuleProblem(
                    .emptyCondition, "'\(text)' has no test",
                    help: "operators: \(Operator.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            conditions = try Self.operators(tests, subject, location)
        } else {
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                conditions.append(try Self.shorthand(try Subject(attributeKey: key), value, location))
            }
        }
        self = conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private static func operators(
        _ members: [String: JSONValue], _ subject: Subject, _ location: String?
    ) throws(RuleProblem) -> [Condition] {
        var conditions: [Condition] = []
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            if case .attribute(let attribute, nil) = subject, let quantifier = Quantifier(rawValue: key) {
                conditions.append(try shorthand(.attribute(attribute, quantifier), value, location))
                continue
            }
            guard let word = Operator(rawValue: key) else {
                throw RuleProblem(
                    .unknownKey, "unknown operator '\(key)'",
                    help: RuleProblem.didYouMean(suggestions(for: key, among: Operator.allCases.map(\.rawValue)))
                        ?? "operators: \(Operator.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            for test in try word.tests(value, for: subject) {
                conditions.append(.leaf(Leaf(subject, test, location: location)))
            }
        }
        return conditions
    }

    private static func shorthand(
        _ subject: Subject, _ value: JSONValue, _ location: String?
    ) throws(RuleProblem) -> Condition {
        switch value {
        case .string(let text): return .leaf(Leaf(subject, try shorthandTest(text, subject), location: location))
        case .bool, .integer, .number: return .leaf(Leaf(subject, .compare(.eq, value), location: location))
        case .array(let values):
            guard !values.isEmpty else {
                throw RuleProblem(.emptyCondition, "'\(subject)' has an empty list, which nothing can match")
            }
            if values.contains(where: { $0.string?.hasPrefix("glob:") == true || $0.string?.hasPrefix("re:") == true }) {
                var choices: [Condition] = []
                for value in values { choices.append(try shorthand(subject, value, location)) }
                return .any(choices)
            }
            return .leaf(Leaf(subject, try Operator.in.tests(value, for: subject)[0], location: location))
        case .object(let members):
            guard !members.isEmpty else { throw RuleProblem(.emptyCondition, "'\(subject)' has no test") }
            let conditions = try operators(members, subject, location)
            return conditions.count == 1 ? conditions[0] : .all(conditions)
        case .null: throw RuleProblem(.wrongType, "'\(subject)' has no value")
        }
    }

    private static func shorthandTest(_ text: String, _ subject: Subject) throws(RuleProblem) -> LeafTest {
        if case .attribute(let attribute, _) = subject, attribute.isLogin, text == "self" { return .isSelf }
        do {
            return .pattern(try StringPattern(text, caseSensitive: subject.isCaseSensitive))
        } catch {
            throw RuleProblem(error)
        }
    }
}

extension Subject {
    /// Reads the key of a shorthand: `state`, `labels[any]`.
    package init(attributeKey key: String) throws(RuleProblem) {
        var name = key
        var quantifier: Quantifier?
        if key.hasSuffix("]"), let bracket = key.firstIndex(of: "[") {
            name = String(key[..<bracket])
            quantifier = Quantifier(rawValue: String(key[key.index(after: bracket)...].dropLast()))
            guard quantifier != nil else {
                throw RuleProblem(.unknownKey, "'\(key)' needs [any], [all] or [none]", offset: name.utf8.count)
            }
        }
        guard let attribute = Attribute(rawValue: name) else {
            let words = Attribute.allCases.map(\.rawValue) + ["field", "all", "any", "not"]
            throw RuleProblem(
                .unknownKey, "unknown condition '\(key)'",
                help: RuleProblem.didYouMean(suggestions(for: name, among: words))
                    ?? "any other value of the payload is written { field = \"…\", eq = … }")
        }
        self = .attribute(attribute, quantifier)
    }
}
