internal import Crypto
package import Identifiers
package import JSON

/// Blanks secrets out of text on its way to a log, a database or a comment.
package struct Redactor: Sendable {
    private let needles: [String]

    /// Shorter secrets would blank out ordinary words.
    package static let shortestSecret = 8

    package init(_ secrets: [Secret]) {
        needles = secrets.map(\.exposedText).filter { $0.utf8.count >= Self.shortestSecret }
            // A secret of several lines looks different inside JSON.
            .flatMap {
                [$0, base64(Array($0.utf8)), hexadecimal($0.utf8), String(JSONValue.string($0).text().dropFirst().dropLast())]
            }
            .sorted { $0.utf8.count > $1.utf8.count }
    }

    /// The same for every text inside a value.
    package func redacted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(redacted(text))
        case .array(let elements): .array(elements.map { redacted($0) })
        case .object(let members): .object(members.mapValues { redacted($0) })
        case .null, .bool, .integer, .number: value
        }
    }

    package func redacted(_ text: String) -> String {
        var result = text
        for needle in needles where result.contains(needle) { result = result.replacing(needle, with: "<secret>") }
        return result
    }
}
