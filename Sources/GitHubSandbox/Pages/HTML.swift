/// HTML in which every text put in is escaped; only HTML goes in as it is.
struct HTML: Sendable, ExpressibleByStringInterpolation {
    let text: String

    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// Takes over what is HTML already.
    init(trusted text: String) { self.text = text }

    init(_ parts: [HTML]) { text = parts.map(\.text).joined() }

    struct Interpolation: StringInterpolationProtocol {
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        mutating func appendLiteral(_ literal: String) { text += literal }
        mutating func appendInterpolation(_ value: HTML) { text += value.text }
        mutating func appendInterpolation(_ values: [HTML]) { values.forEach { text += $0.text } }
        mutating func appendInterpolation(_ value: some CustomStringConvertible) { text += value.description.escapedForHTML }
    }
}
