internal import POSIX

/// The five fields of crontab(5): minute, hour, day of the month, month, day of the week.
package struct CronFields: Sendable, Equatable {
    private let minutes: [Int64]
    private let hours: [Int64]
    private let days: Set<Int64>
    private let months: Set<Int64>
    private let weekdays: Set<Int64>
    /// With both restricted, a day counts that fits either, as crontab(5) has it.
    private let restrictsDays: Bool
    private let restrictsWeekdays: Bool

    static let monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    static let weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    init(_ fields: [Substring]) throws(RuleProblem) {
        minutes = try Self.values(fields[0], 0...59, [], "minute").sorted()
        hours = try Self.values(fields[1], 0...23, [], "hour").sorted()
        days = try Self.values(fields[2], 1...31, [], "day of the month")
        months = try Self.values(fields[3], 1...12, Self.monthNames, "month")
        // Both 0 and 7 are Sunday.
        weekdays = Set(try Self.values(fields[4], 0...7, Self.weekdayNames, "day of the week").map { $0 % 7 })
        restrictsDays = fields[2].first != "*"
        restrictsWeekdays = fields[4].first != "*"
    }

    func matches(_ date: CivilDate) -> Bool {
        guard months.contains(date.month) else { return false }
        let (day, weekday) = (days.contains(date.day), weekdays.contains(date.weekday))
        return restrictsDays && restrictsWeekdays ? day || weekday : day && weekday
    }

    /// In order.
    var minutesOfDay: [Int64] { hours.flatMap { hour in minutes.map { hour * 60 + $0 } } }

    /// `*`, `5`, `1-5`, `*/15`, `1-31/2`, `mon-fri`, and lists of these.
    private static func values(
        _ field: Substring, _ range: ClosedRange<Int64>, _ names: [String], _ what: String
    ) throws(RuleProblem) -> Set<Int64> {
        var values: Set<Int64> = []
        for part in field.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "/", omittingEmptySubsequences: false)
            let ends = halves[0] == "*" ? [] : halves[0].split(separator: "-", omittingEmptySubsequences: false)
            let numbers = ends.map { number(String($0), names, range.lowerBound) }
            let step = halves.count == 2 ? Int64(halves[1]) : 1
            guard halves.count <= 2, ends.count <= 2, let step, step > 0, numbers.allSatisfy({ $0.map(range.contains) ?? false })
            else { throw problem(part, range, what) }
            let first = (numbers.first ?? range.lowerBound) ?? range.lowerBound
            // `5/10` stands for `5-59/10`, as most crons have it.
            let last =
                (numbers.count == 1 && halves.count == 1 ? first : (numbers.count == 2 ? numbers[1] : range.upperBound)) ?? first
            guard first <= last else { throw problem(part, range, what) }
            values.formUnion(stride(from: first, through: last, by: Int64.Stride(step)))
        }
        return values
    }

    private static func number(_ text: String, _ names: [String], _ first: Int64) -> Int64? {
        if let index = names.firstIndex(of: text.lowercased()) { return Int64(index) + first }
        return text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(text) : nil
    }

    private static func problem(_ part: Substring, _ range: ClosedRange<Int64>, _ what: String) -> RuleProblem {
        RuleProblem(
            .wrongType, "'\(part)' is no \(what): it takes \(range.lowerBound) to \(range.upperBound)",
            help: "such as *, 5, 1-5, */15 or a list of these")
    }
}
