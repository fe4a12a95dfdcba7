internal import JSON

extension String {
    /// Nothing in it can move a cursor, hide, or turn the writing direction: such characters are shown by their number.
    var shown: String {
        var result = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

extension JSONValue {
    /// JSON text of at most `limit` characters, without building the rest of it first; ends in `…` where something is left out.
    func shortText(limit: Int) -> String {
        let text = shortened(limit: limit).text().shown
        guard text.count > limit else { return text }
        return text.prefix(limit - 1) + "…"
    }

    private func shortened(limit: Int) -> JSONValue {
        switch self {
        case .string(let text):
            let scalars = text.unicodeScalars
            guard let end = scalars.index(scalars.startIndex, offsetBy: limit + 1, limitedBy: scalars.endIndex),
                end != scalars.endIndex
            else { return self }
            return .string(String(scalars[..<end]))
        case .array(let elements): return .array(elements.prefix(limit).map { $0.shortened(limit: limit) })
        case .object(let members):
            let kept = members.sorted { $0.key < $1.key }.prefix(limit)
            return .object([String: JSONValue](uniqueKeysWithValues: kept.map { ($0.key, $0.value.shortened(limit: limit)) }))
        case .null, .bool, .integer, .number: return self
        }
    }
}
