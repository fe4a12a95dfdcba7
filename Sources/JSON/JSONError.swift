/// Why bytes are not JSON, and where.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package let message: String
    package let line: Int
    package let column: Int

    package var description: String { "line \(line), column \(column): \(message)" }
}
