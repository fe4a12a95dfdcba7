package import JSON

extension EffectiveSetting {
    package func json() -> JSONValue {
        ["path": .string(path), "value": .string(value), "origin": .string("\(origin)")]
    }

    /// One line a setting, with the origins in a column of their own.
    package static func text(_ settings: [EffectiveSetting]) -> String {
        let left = settings.map { "\($0.path) = \($0.value)" }
        let width = min(72, left.map(\.count).max() ?? 0)
        return zip(left, settings).map { text, setting in
            text + String(repeating: " ", count: max(0, width - text.count)) + "  # \(setting.origin)\n"
        }.joined()
    }
}
