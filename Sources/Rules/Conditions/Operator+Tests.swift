package import JSON
package import Patterns

extension Operator {
    /// The tests that `operator = operand` stands for; `length` may hold several.
    package func tests(_ operand: JSONValue, for subject: Subject) throws(RuleProblem) -> [LeafTest] {
        switch self {
        case .eq, .ne, .lt, .le, .gt, .ge:
            let comparison = Comparison(rawValue: rawValue) ?? .eq
            return [.compare(comparison, try scalar(operand, subject))]
        case .in:
            guard let values = operand.array, !values.isEmpty else { throw wrong(operand, "a list of values") }
            for value in values { _ = try scalar(value, subject) }
            return [.oneOf(values)]
        case .glob:
            let text = try text(operand)
            return [.pattern(StringPattern(glob: try glob(text, subject)))]
        case .regex:
            let text = try text(operand)
            return [.pattern(StringPattern(regex: try regex(text, subject)))]
        case .contains: return [.contains(try scalar(operand, subject))]
        case .startsWith: return [.startsWith(try text(operand))]
        case .endsWith: return [.endsWith(try text(operand))]
        case .exists:
            guard let expected = operand.bool else { throw wrong(operand, "true or false") }
            return [.exists(expected)]
        case .length: return try lengths(operand)
        }
    }

    private func lengths(_ operand: JSONValue) throws(RuleProblem) -> [LeafTest] {
        if let count = operand.integer { return [.length(.eq, try self.count(count))] }
        guard let members = operand.object, !members.isEmpty else {
            throw wrong(operand, "a number or a table such as { gt = 200 }")
        }
        var tests: [LeafTest] = []
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let comparison = Comparison(rawValue: key) else {
                throw RuleProblem(
                    .unknownKey, "unknown key '\(key)' in 'length'",
                    help: RuleProblem.didYouMean(suggestions(for: key, among: Comparison.allCases.map(\.rawValue)))
                        ?? "keys: \(Comparison.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            guard let number = value.integer else { throw wrong(value, "a whole number") }
            tests.append(.length(comparison, try count(number)))
        }
        return tests
    }

    private func count(_ number: Int64) throws(RuleProblem) -> Int {
        guard let count = Int(exactly: number), count >= 0 else {
            throw RuleProblem(.wrongType, "'\(rawValue)' needs a number of at least 0, got \(number)")
        }
        return count
    }

    private func scalar(_ operand: JSONValue, _ subject: Subject) throws(RuleProblem) -> JSONValue {
        switch operand {
        case .string, .integer, .number, .bool: return operand
        case .null, .array, .object: throw wrong(operand, "a string, a number, true or false")
        }
    }

    private func text(_ operand: JSONValue) throws(RuleProblem) -> String {
        guard let text = operand.string else { throw wrong(operand, "a string") }
        return text
    }

    private func glob(_ text: String, _ subject: Subject) throws(RuleProblem) -> Glob {
        do {
            return try Glob(text, caseSensitive: subject.isCaseSensitive)
        } catch {
            throw RuleProblem(error)
        }
    }

    private func regex(_ text: String, _ subject: Subject) throws(RuleProblem) -> Pattern {
        do {
            return try Pattern(text, ignoringCase: !subject.isCaseSensitive)
        } catch {
            throw RuleProblem(error)
        }
    }

    private func wrong(_ operand: JSONValue, _ wanted: String) -> RuleProblem {
        RuleProblem(.wrongType, "'\(rawValue)' needs \(wanted), got \(operand.kindName)")
    }
}

extension RuleProblem {
    package init(_ error: PatternError) {
        self.init(.badPattern, error.description, offset: error.offset)
    }
}
