/// A piece of a page in which whatever was interpolated is escaped: `"<td>\(title)</td>"` is safe for any title.
///
/// Only literals and other pieces are taken as they are. Attribute values must stand in double quotes.
package struct HTML: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    package private(set) var description: String

    package init(stringLiteral value: String) { description = value }

    package init(stringInterpolation: Interpolation) { description = stringInterpolation.text }

    /// Takes markup that something else has made safe, such as a Markdown renderer.
    package init(safe markup: String) { description = markup }

    /// Text with the five characters that mean something to HTML replaced.
    package static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    package struct Interpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += HTML.escaped(value.description)
        }

        package mutating func appendInterpolation(_ piece: HTML) { text += piece.description }

        package mutating func appendInterpolation(_ piece: HTML?) { text += piece?.description ?? "" }

        package mutating func appendInterpolation(_ pieces: [HTML]) { for piece in pieces { text += piece.description } }
    }
}
