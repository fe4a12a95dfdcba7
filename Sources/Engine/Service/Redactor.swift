internal import Crypto
package import Identifiers

/// Blanks secrets out of text on its way to a log, a database or a comment.
package struct Redactor: Sendable {
    private let needles: [String]

    /// Shorter secrets would blank out ordinary words.
    package static let shortestSecret = 8

    package init(_ secrets: [Secret]) {
        needles = secrets.map(\.exposedText).filter { $0.utf8.count >= Self.shortestSecret }
            .flatMap { [$0, base64(Array($0.utf8)), hexadecimal($0.utf8)] }
            .sorted { $0.utf8.count > $1.utf8.count }
    }

    package func redacted(_ text: String) -> String {
        var result = text
        for needle in needles where result.contains(needle) { result = result.replacing(needle, with: "<secret>") }
        return result
    }
}
