/// Lengths of time as people write them: `90s`, `45m`, `1h30m`, `35d`, `250ms`.
enum DurationText {
    /// Units may follow one another from large to small; nil for anything else, and for over 100 years.
    static func parse(_ text: String) -> Duration? {
        var milliseconds: Int64 = 0
        var rest = text[...]
        var lastUnit = Int64.max
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard digits.count <= 9, let count = Int64(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            let name = rest.prefix { $0.isASCII && $0.isLetter }
            guard let unit = units.first(where: { $0.name == name })?.milliseconds, unit < lastUnit else { return nil }
            rest = rest.dropFirst(name.count)
            lastUnit = unit
            milliseconds += count * unit
            guard milliseconds <= limit else { return nil }
        }
        return .milliseconds(milliseconds)
    }

    /// The shortest text that reads as the same length.
    static func text(_ duration: Duration) -> String {
        var rest = duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        guard rest > 0 else { return "0s" }
        var text = ""
        for unit in units where rest >= unit.milliseconds {
            text += "\(rest / unit.milliseconds)\(unit.name)"
            rest %= unit.milliseconds
        }
        return text
    }

    private static let limit: Int64 = 100 * 366 * 86_400_000

    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]
}
