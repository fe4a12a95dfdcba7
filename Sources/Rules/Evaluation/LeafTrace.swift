package import JSON
internal import Patterns

/// One leaf, what it saw and what came of it.
package struct LeafTrace: Sendable, Equatable {
    package let leaf: Leaf
    package let verdict: Verdict
    /// Every value it looked at: more than one below a quantifier, none where the value is missing.
    package let seen: [JSONValue]
    package let note: LeafNote?

    /// In characters of `seenText`.
    package static let maximumSeen = 200

    /// The values as JSON text, shortened; nil where none was seen.
    package var seenText: String? {
        guard let first = seen.first else { return nil }
        let isList: Bool =
            switch leaf.subject {
            case .attribute(_, let quantifier): quantifier != nil
            case .field(let path): path.hasQuantifier
            }
        return (isList ? JSONValue.array(seen) : first).shortText(limit: Self.maximumSeen)
    }

    /// Whether a text was compared, so that it matters whether case counts.
    package var comparesText: Bool {
        switch leaf.test {
        case .exists, .length, .isSelf: false
        case .compare(let comparison, _) where comparison.isOrdering: false
        case .compare, .oneOf, .pattern, .contains, .startsWith, .endsWith, .path: seen.contains { $0.holdsText }
        }
    }

    /// A pattern such as `re:/…/i` has its own say.
    package var isCaseSensitive: Bool {
        if case .pattern(let pattern) = leaf.test { pattern.isCaseSensitive } else { leaf.isCaseSensitive }
    }
}

extension JSONValue {
    fileprivate var holdsText: Bool { string != nil || array?.contains { $0.string != nil } ?? false }
}
