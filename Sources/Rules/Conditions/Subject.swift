/// What a leaf looks at.
package enum Subject: Sendable, Hashable, CustomStringConvertible {
    /// A named value; lists such as `labels` need a quantifier for tests of their elements.
    case attribute(Attribute, Quantifier? = nil)
    /// Any value of the payload.
    case field(FieldPath)

    /// As a person would write it: `labels[any]`, `issue.title`.
    package var description: String {
        switch self {
        case .attribute(let attribute, let quantifier): attribute.rawValue + (quantifier.map { "[\($0.rawValue)]" } ?? "")
        case .field(let path): path.description
        }
    }

    var isCaseSensitive: Bool {
        switch self {
        case .attribute(let attribute, _): attribute.isCaseSensitive
        case .field(let path): path.isCaseSensitive
        }
    }
}
