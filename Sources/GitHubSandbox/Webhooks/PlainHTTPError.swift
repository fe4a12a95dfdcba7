/// Why a plain request failed.
package struct PlainHTTPError: Error, Equatable, CustomStringConvertible {
    package let description: String
}
