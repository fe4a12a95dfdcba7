internal import Identifiers
package import POSIX

extension Schedule {
    /// Reads `hourly`, `every 30m`, `daily at 03:00 Europe/Berlin`, `daily between 01:00 and 04:00`, `weekly on mon, thu at 03:00` or the
    /// five fields of crontab(5), each with a time zone behind it or UTC.
    ///
    /// - Parameters:
    ///   - duration: reads a length of time.
    ///   - zone: finds a time zone by its name.
    package init(
        _ text: String, duration: (String) -> Duration?, zone: (String) -> TimeZone? = { TimeZone(named: $0) }
    ) throws(RuleProblem) {
        var words = text.replacing(",", with: ", ").split(separator: " ").map(String.init)
        let isCron = words.first.map { $0.first == "*" || $0.first?.isNumber == true } ?? false
        if isCron { words = text.split(separator: " ").map(String.init) }
        guard let first = words.first else { throw Self.problem("a schedule is empty") }
        if first == "every" {
            guard words.count == 2, let pause = duration(words[1]), pause >= .seconds(1) else {
                throw Self.problem("'every' takes a duration such as \"30m\"")
            }
            self.init(.every(pause), source: text)
            return
        }
        var place = TimeZone.utc
        if let last = words.last, last == "UTC" || (last.contains("/") && last.first?.isLetter == true) {
            guard let found = zone(last) else {
                throw RuleProblem(
                    .wrongType, "'\(last)' is no time zone", help: "write one of the tz database, such as Europe/Berlin, or UTC")
            }
            place = found
            words.removeLast()
        }
        let pattern = isCron ? try Self.cron(words) : try Self.named(words)
        self.init(pattern, zone: place, source: text)
        guard next(after: Timestamp(milliseconds: 0), seed: "") != nil else { throw Self.problem("'\(text)' never comes") }
    }

    private static func cron(_ words: [String]) throws(RuleProblem) -> Pattern {
        guard words.count == 5 else { throw problem("a cron schedule has five fields, not \(words.count)") }
        return .cron(try CronFields(words.map { $0[...] }))
    }

    private static func named(_ words: [String]) throws(RuleProblem) -> Pattern {
        switch words[0] {
        case "hourly":
            guard words.count == 1 else { throw problem("nothing comes behind 'hourly' but a time zone") }
            return .cron(try CronFields(["0", "*", "*", "*", "*"]))
        case "daily":
            let (start, length) = try times(words.dropFirst())
            return .days([0, 1, 2, 3, 4, 5, 6], start: start, length: length)
        case "weekly":
            guard words.count > 2, words[1] == "on" else { throw problem("'weekly' takes days: write weekly on mon at 03:00") }
            let named = words[2...].prefix { $0 != "at" && $0 != "between" }
            var days: Set<Int64> = []
            for word in named.map({ $0.filter { $0 != "," } }) where !word.isEmpty && word != "and" {
                let ends = word.split(separator: "-", omittingEmptySubsequences: false).map(weekday)
                guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1] else {
                    throw problem("'\(word)' is no day of the week: write mon, tue, wed, thu, fri, sat or sun, or mon-fri")
                }
                // From Friday to Monday goes over the end of the week.
                for step in 0...((last - first + 7) % 7) { days.insert((first + step) % 7) }
            }
            guard !days.isEmpty else { throw problem("'weekly' names no day") }
            let (start, length) = try times(words[(2 + named.count)...])
            return .days(days, start: start, length: length)
        default:
            throw problem("'\(words[0])' begins no schedule")
        }
    }

    /// By its first three letters or more of its name; 0 is Sunday.
    private static func weekday(_ word: Substring) -> Int64? {
        let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        guard word.count >= 3 else { return nil }
        return names.firstIndex { $0.hasPrefix(word.lowercased()) }.map { Int64($0) }
    }

    /// `at 03:00`, `between 01:00 and 04:00`, or nothing for midnight; a window may last over midnight.
    private static func times(_ words: ArraySlice<String>) throws(RuleProblem) -> (start: Int64, length: Int64) {
        let words = Array(words)
        if words.isEmpty { return (0, 0) }
        if words.count == 2, words[0] == "at", let start = minutes(words[1]) { return (start, 0) }
        guard words.count == 4, words[0] == "between", words[2] == "and", let start = minutes(words[1]),
            let end = minutes(words[3]),
            start != end
        else { throw problem("expected 'at 03:00' or 'between 01:00 and 04:00', got '\(words.joined(separator: " "))'") }
        return (start, end > start ? end - start : end + 1440 - start)
    }

    private static func minutes(_ text: String) -> Int64? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].count == 2, let hour = Int64(parts[0]), let minute = Int64(parts[1]),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }

    private static func problem(_ text: String) -> RuleProblem {
        RuleProblem(
            .wrongType, text,
            help:
                "such as \"hourly\", \"every 30m\", \"daily between 01:00 and 04:00 Europe/Berlin\", \"weekly on mon at 03:00\" or \"0 3 * * 1-5\""
        )
    }
}
