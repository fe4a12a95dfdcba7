/// How a zone goes on behind its last recorded change, as POSIX writes it (tzset(3)): `CET-1CEST,M3.5.0,M10.5.0/3`. Days of the forms
/// `Jn` and `n` stand in no file of the database and are not read.
struct TimeZoneRule: Sendable, Equatable {
    /// The `week`th `weekday` of a month (5 is the last), at so many seconds of local time.
    struct Day: Sendable, Equatable {
        var month: Int64
        var week: Int64
        var weekday: Int64
        var time: Int64
    }

    let standard: Int64
    /// nil where the clock never changes.
    let summer: (offset: Int64, start: Day, end: Day)?

    static func == (left: Self, right: Self) -> Bool {
        left.standard == right.standard && left.summer?.offset == right.summer?.offset
            && left.summer?.start == right.summer?.start
            && left.summer?.end == right.summer?.end
    }

    init?(_ text: String) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        var rest = parts[0]
        guard Self.skipName(&rest), let west = Self.time(&rest) else { return nil }
        standard = -west
        guard !rest.isEmpty else {
            summer = nil
            return
        }
        guard parts.count == 3, Self.skipName(&rest) else { return nil }
        let offset = rest.isEmpty ? standard + 3600 : Self.time(&rest).map { -$0 }
        guard let offset, let start = Self.day(parts[1]), let end = Self.day(parts[2]) else { return nil }
        summer = (offset, start, end)
    }

    func offset(at seconds: Int64) -> Int64 {
        guard let summer else { return standard }
        let year = CivilDate(daysSince1970: CivilDate.flooredQuotient(seconds + standard, by: 86_400)).year
        let start = Self.moment(summer.start, year) - standard
        let end = Self.moment(summer.end, year) - summer.offset
        // South of the equator summer lasts over the turn of the year.
        let isSummer = start < end ? (start..<end).contains(seconds) : !(end..<start).contains(seconds)
        return isSummer ? summer.offset : standard
    }

    /// In seconds of local time since 1970.
    private static func moment(_ day: Day, _ year: Int64) -> Int64 {
        let first = CivilDate(year: year, month: day.month, day: 1)
        var date = first.daysSince1970 + (day.weekday - first.weekday + 7) % 7 + (day.week - 1) * 7
        while CivilDate(daysSince1970: date).month != day.month { date -= 7 }
        return date * 86_400 + day.time
    }

    private static func day(_ text: Substring) -> Day? {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = halves[0].dropFirst().split(separator: ".").compactMap { Int64($0) }
        guard halves[0].first == "M", halves.count <= 2, numbers.count == 3, (1...12).contains(numbers[0]),
            (1...5).contains(numbers[1]), (0...6).contains(numbers[2])
        else { return nil }
        var time: Int64 = 7200
        if halves.count == 2 {
            var rest = halves[1]
            guard let found = Self.time(&rest), rest.isEmpty else { return nil }
            time = found
        }
        return Day(month: numbers[0], week: numbers[1], weekday: numbers[2], time: time)
    }

    private static func skipName(_ text: inout Substring) -> Bool {
        if text.first == "<" {
            guard let end = text.firstIndex(of: ">") else { return false }
            text = text[text.index(after: end)...]
            return true
        }
        let name = text.prefix { $0.isASCII && $0.isLetter }
        text = text.dropFirst(name.count)
        return name.count >= 3
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    private static func time(_ text: inout Substring) -> Int64? {
        let sign: Int64 = text.first == "-" ? -1 : 1
        if text.first == "-" || text.first == "+" { text = text.dropFirst() }
        let body = text.prefix { $0.isASCII && ($0.isNumber || $0 == ":") }
        let numbers = body.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
        guard (1...3).contains(numbers.count), numbers.allSatisfy({ $0.map { (0...167).contains($0) } ?? false }) else {
            return nil
        }
        text = text.dropFirst(body.count)
        return sign * zip(numbers, [3600, 60, 1]).reduce(0) { $0 + ($1.0 ?? 0) * $1.1 }
    }
}
