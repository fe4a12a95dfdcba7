/// What a TOML value is, without its place.
package enum TOMLContent: Sendable {
    case table(TOMLTable)
    case array([TOMLValue])
    case string(String)
    case integer(Int64)
    case float(Double)
    case bool(Bool)
    /// A date, a time or both, as RFC 3339 text.
    case dateTime(String)

    /// With its article, for a sentence such as "expected a string, got an integer".
    package var kind: String {
        switch self {
        case .table: "a table"
        case .array: "an array"
        case .string: "a string"
        case .integer: "an integer"
        case .float: "a decimal number"
        case .bool: "a boolean"
        case .dateTime: "a date"
        }
    }
}
