package import Identifiers
package import JSON

/// Blanks secrets out of text on its way to a log, a database or a comment.
package struct Redactor: Sendable {
    private let needles: [String]

    package init(_ secrets: [Secret]) {
        needles = secrets.map(\.exposedBytes).flatMap(SecretForms.all).map { String(decoding: $0, as: UTF8.self) }
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
