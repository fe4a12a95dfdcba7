/// What kind of value a field or an attribute has.
package indirect enum ValueType: Sendable, Hashable, CustomStringConvertible {
    case text, number, bool
    case list(ValueType)
    /// One of the objects of the payload schema.
    case object(String)
    /// Not described: everything is allowed.
    case anything

    package var description: String {
        switch self {
        case .text: "a string"
        case .number: "a number"
        case .bool: "true or false"
        case .list: "an array"
        case .object: "an object"
        case .anything: "any value"
        }
    }
}
