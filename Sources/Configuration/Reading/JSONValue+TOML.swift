internal import JSON
internal import TOML

extension JSONValue {
    /// The same value in JSON; nil where there is a date in it, which JSON does not have.
    init?(_ content: TOMLContent) {
        switch content {
        case .string(let text): self = .string(text)
        case .integer(let number): self = .integer(number)
        case .float(let number): self = .number(number)
        case .bool(let flag): self = .bool(flag)
        case .dateTime: return nil
        case .array(let elements):
            let values = elements.compactMap { JSONValue($0.content) }
            guard values.count == elements.count else { return nil }
            self = .array(values)
        case .table(let table):
            var members: [String: JSONValue] = [:]
            for entry in table.entries {
                guard let value = JSONValue(entry.value.content) else { return nil }
                members[entry.key] = value
            }
            self = .object(members)
        }
    }
}
