extension PostgresValue {
    /// A value other than `bytea` from the server's text for it; nil where the text is no value of that type.
    ///
    /// `boolean` becomes 0 or 1, and a whole `numeric` (which `sum` makes of `bigint`) an integer.
    init?(_ text: String, type: UInt32) {
        switch type {
        case 16:
            guard text == "t" || text == "f" else { return nil }
            self = .integer(text == "t" ? 1 : 0)
        case 20, 21, 23, 26:
            guard let value = Int64(text) else { return nil }
            self = .integer(value)
        case 700, 701:
            guard let value = Double(text) else { return nil }
            self = .real(value)
        case 1700:
            if let value = Int64(text) {
                self = .integer(value)
            } else {
                guard let value = Double(text) else { return nil }
                self = .real(value)
            }
        case 1184:
            guard let moment = Self.microseconds(text) else { return nil }
            self = .moment(moment)
        default: self = .text(text)
        }
    }

    /// Microseconds since 2000 from ISO form in UTC, as in `2026-01-31 09:05:00.25+00`; nil for `infinity` and years before Christ.
    private static func microseconds(_ text: String) -> Int64? {
        guard text.hasSuffix("+00") else { return nil }
        let parts = text.dropLast(3).split(separator: " ")
        guard parts.count == 2 else { return nil }
        let date = parts[0].split(separator: "-").compactMap { Int64($0) }
        let time = parts[1].split(separator: ":")
        guard date.count == 3, time.count == 3, let hour = Int64(time[0]), let minute = Int64(time[1]) else { return nil }
        let second = time[2].split(separator: ".")
        guard let whole = second.first.flatMap({ Int64($0) }) else { return nil }
        let digits = second.count > 1 ? String(second[1].prefix(6)) : ""
        guard let fraction = Int64((digits + "000000").prefix(6)) else { return nil }
        let clock = ((hour * 60 + minute) * 60 + whole) * 1_000_000 + fraction
        return days(since2000: date[0], date[1], date[2]) * 86_400_000_000 + clock
    }

    /// Days of the proleptic Gregorian calendar, by the era arithmetic of Howard Hinnant's "chrono-compatible date algorithms".
    private static func days(since2000 year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 730_425
    }
}
