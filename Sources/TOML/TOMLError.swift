/// A text that is no TOML: what is wrong, where, and for a repeated key where it was written first.
package struct TOMLError: Error, Equatable, CustomStringConvertible {
    package let message: String
    package let location: TextLocation
    package let first: TextLocation?

    package init(_ message: String, at location: TextLocation, first: TextLocation? = nil) {
        self.message = message
        self.location = location
        self.first = first
    }

    package var description: String {
        "\(location): \(message)" + (first.map { "; first written at \($0)" } ?? "")
    }
}
