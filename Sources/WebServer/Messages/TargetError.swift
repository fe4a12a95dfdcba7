/// Why a request target is refused.
package enum TargetError: Error, Equatable, CustomStringConvertible {
    /// It does not start with "/": an absolute URI, `*`, or something else.
    case notAPath
    /// A control character, a space, a backslash, "#" or anything outside ASCII, as sent or after decoding.
    case forbiddenCharacter
    /// "%" without two hexadecimal digits.
    case badEscape
    /// The decoded bytes are not UTF-8.
    case notText
    /// A "." or ".." segment, as sent or after decoding.
    case dotSegment

    package var description: String {
        switch self {
        case .notAPath: "The request target must be a path"
        case .forbiddenCharacter: "The request target contains a forbidden character"
        case .badEscape: "The request target contains a bad percent escape"
        case .notText: "The request target is not UTF-8"
        case .dotSegment: "The request target contains a dot segment"
        }
    }
}
