internal import JSON

extension JSONValue {
    /// An object with further members.
    func adding(_ members: [String: JSONValue]) -> JSONValue { .object((object ?? [:]).merging(members) { $1 }) }
}
