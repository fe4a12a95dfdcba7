internal import JSON
internal import Patterns

extension LeafTest {
    /// The value is there: not null.
    func evaluate(_ value: JSONValue, isCaseSensitive: Bool, facts: Facts) -> LeafResult {
        switch self {
        case .compare(let comparison, let expected):
            compare(value, comparison, expected, isCaseSensitive: isCaseSensitive)
        case .oneOf(let expected):
            .init(value, expected.contains { value.equals($0, isCaseSensitive: isCaseSensitive) })
        case .pattern(let pattern): onText(value) { pattern.matches($0) }
        case .path(let filter): onText(value) { filter.matches($0) }
        case .contains(let part): contains(value, part, isCaseSensitive: isCaseSensitive)
        case .startsWith(let prefix):
            onText(value) {
                isCaseSensitive ? $0.startsWithBytes(of: prefix) : $0.lowercased().startsWithBytes(of: prefix.lowercased())
            }
        case .endsWith(let suffix):
            onText(value) {
                isCaseSensitive ? $0.endsWithBytes(of: suffix) : $0.lowercased().endsWithBytes(of: suffix.lowercased())
            }
        case .exists(let expected): .init(value, expected)
        case .length(let comparison, let expected): length(value, comparison, expected)
        case .isSelf:
            if let identity = facts.identity {
                onText(value) { identity.hasLogin($0) }
            } else {
                LeafResult(verdict: .unknown, seen: [value], note: .identityNotKnown)
            }
        }
    }

    private func onText(_ value: JSONValue, _ test: (String) -> Bool) -> LeafResult {
        guard let text = value.string else { return .init(value, wants: "a string") }
        guard text.utf8.count <= Pattern.maximumInput else {
            return LeafResult(verdict: .missing, seen: [value], note: .tooLong(limit: Pattern.maximumInput))
        }
        return .init(value, test(text))
    }

    private func compare(
        _ value: JSONValue, _ comparison: Comparison, _ expected: JSONValue, isCaseSensitive: Bool
    ) -> LeafResult {
        guard comparison.isOrdering else {
            let areEqual = value.equals(expected, isCaseSensitive: isCaseSensitive)
            let note =
                value.kindName == expected.kindName
                ? nil : LeafNote.wrongType(found: value.kindName, wanted: expected.kindName)
            return LeafResult(verdict: areEqual == (comparison == .eq) ? .holds : .fails, seen: [value], note: note)
        }
        // Permissions are the only words with an order.
        if let left = value.string.flatMap(Permission.init(rawValue:)),
            let right = expected.string.flatMap(Permission.init(rawValue:))
        {
            return .init(value, comparison.accepts(left, right))
        }
        if let left = value.integer, let right = expected.integer { return .init(value, comparison.accepts(left, right)) }
        guard let left = value.double, let right = expected.double else { return .init(value, wants: "a number") }
        return .init(value, comparison.accepts(left, right))
    }

    private func contains(_ value: JSONValue, _ part: JSONValue, isCaseSensitive: Bool) -> LeafResult {
        if let elements = value.array {
            return .init(value, elements.contains { $0.equals(part, isCaseSensitive: isCaseSensitive) })
        }
        guard let part = part.string else { return .init(value, wants: "an array") }
        return onText(value) {
            isCaseSensitive ? $0.containsBytes(of: part) : $0.lowercased().containsBytes(of: part.lowercased())
        }
    }

    private func length(_ value: JSONValue, _ comparison: Comparison, _ expected: Int) -> LeafResult {
        let length: Int
        if let text = value.string {
            length = text.unicodeScalars.count
        } else if let elements = value.array {
            length = elements.count
        } else {
            return .init(value, wants: "a string or an array")
        }
        return .init(value, comparison.accepts(length, expected))
    }
}

extension LeafResult {
    fileprivate init(_ value: JSONValue, _ holds: Bool) { self.init(verdict: holds ? .holds : .fails, seen: [value]) }

    fileprivate init(_ value: JSONValue, wants wanted: String) {
        self.init(verdict: .fails, seen: [value], note: .wrongType(found: value.kindName, wanted: wanted))
    }
}
