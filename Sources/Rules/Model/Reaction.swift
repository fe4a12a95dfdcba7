/// GitHub's eight reactions, by the names its API takes.
package enum Reaction: String, Sendable, CaseIterable {
    case thumbsUp = "+1"
    case thumbsDown = "-1"
    case laugh, confused, heart, hooray, rocket, eyes

    /// Reads GitHub's name, the emoji itself, or its short code, with or without colons.
    package init?(_ word: String) {
        let name = word.hasPrefix(":") && word.hasSuffix(":") && word.count > 2 ? String(word.dropFirst().dropLast()) : word
        guard let reaction = Self(rawValue: name) ?? Self.aliases[name] else { return nil }
        self = reaction
    }

    /// Every word `init` takes, for suggestions.
    package static var words: [String] { allCases.map(\.rawValue) + aliases.keys.sorted() }

    private static let aliases: [String: Self] = [
        "thumbsup": .thumbsUp, "thumbs-up": .thumbsUp, "👍": .thumbsUp, "thumbsdown": .thumbsDown, "thumbs-down": .thumbsDown,
        "👎": .thumbsDown, "smile": .laugh, "😄": .laugh, "thinking": .confused, "😕": .confused, "❤️": .heart, "❤": .heart,
        "tada": .hooray, "🎉": .hooray, "🚀": .rocket, "👀": .eyes,
    ]
}
