/// What a key takes, with the range of what is allowed.
package enum KeyType: Sendable, Equatable {
    case text
    case choice([String])
    case integer(ClosedRange<Int64>)
    case decimal(ClosedRange<Double>)
    case flag
    case duration(ClosedRange<Duration>)
    case size(ClosedRange<Int64>)
    case texts
    /// A reference: `env:NAME`, `file:/path` or `credential:NAME`.
    case secret
    case secrets
    /// A file or folder; relative ones start at the configuration's own folder.
    case path
    /// A table with keys of its own, or anything else that is read elsewhere; the text names it.
    case nested(String)

    /// What to write, for messages and the reference.
    package var expectation: String {
        switch self {
        case .text: "a string"
        case .choice(let words): Self.list(words)
        case .integer(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
        case .decimal(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .flag: "true or false"
        case .duration(let range):
            "a duration such as \"10s\", from \(DurationText.text(range.lowerBound)) to \(DurationText.text(range.upperBound))"
        case .size(let range):
            "a size such as \"25MiB\", from \(SizeText.text(range.lowerBound)) to \(SizeText.text(range.upperBound))"
        case .texts: "an array of strings"
        case .secret: "a reference to a secret: \"env:NAME\", \"file:/path\" or \"credential:NAME\""
        case .secrets: "an array of references to secrets: \"env:NAME\", \"file:/path\" or \"credential:NAME\""
        case .path: "a path"
        case .nested(let what): what
        }
    }

    private static func list(_ words: [String]) -> String {
        let quoted = words.map { "\"\($0)\"" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
        return quoted.dropLast().joined(separator: ", ") + " or " + last
    }
}
