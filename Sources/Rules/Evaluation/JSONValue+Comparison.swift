internal import JSON
internal import Patterns

extension JSONValue {
    /// Values of two kinds are never equal; `5` and `5.0` are of one kind.
    func equals(_ other: JSONValue, isCaseSensitive: Bool) -> Bool {
        if case .string(let left) = self, case .string(let right) = other {
            return isCaseSensitive ? left.hasSameBytes(as: right) : left.isEqualIgnoringCase(to: right)
        }
        if case .integer = self, case .integer = other { return self == other }
        if let left = double, let right = other.double { return left == right }
        return self == other
    }

    /// For messages; two values of one kind have one name.
    var kindName: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
