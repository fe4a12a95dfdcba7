package import Identifiers
package import POSIX

/// When a rule is carried out by the clock.
package struct Schedule: Sendable, Equatable {
    package enum Pattern: Sendable, Equatable {
        /// So long after the last time.
        case every(Duration)
        /// Once on each of these weekdays (0 is Sunday), at one moment from `start` on, in minutes of the day; without a `length`, there.
        case days(Set<Int64>, start: Int64, length: Int64)
        case cron(CronFields)
    }

    package let pattern: Pattern
    package let zone: TimeZone
    /// As written.
    package let source: String

    package init(_ pattern: Pattern, zone: TimeZone = .utc, source: String) {
        self.pattern = pattern
        self.zone = zone
        self.source = source
    }

    /// What is due at `now`, when it was last carried out at `last`: the moment that counts as carried out then. What was missed is made up
    /// for once, however often it was missed. nil where nothing is due.
    ///
    /// - Parameter seed: spreads the moments of several rules over their windows; the same seed gives the same moments.
    package func due(last: Timestamp, now: Timestamp, seed: String) -> (moment: Timestamp, carriedOut: Timestamp)? {
        guard let moment = next(after: last, seed: seed), moment <= now else { return nil }
        let isOnlyOne = next(after: moment, seed: seed).map { $0 > now } ?? true
        return (moment, isOnlyOne ? moment : now)
    }

    /// The first moment behind `last`; nil where there never is one.
    package func next(after last: Timestamp, seed: String) -> Timestamp? {
        switch pattern {
        case .every(let pause): return last + pause
        case .days(let weekdays, let start, let length):
            let today = localDay(of: last)
            for day in (today - 2)...(today + 9) {
                let date = CivilDate(daysSince1970: day)
                guard weekdays.contains(date.weekday) else { continue }
                let minute = start + (length > 0 ? Int64(Self.hash("\(seed)/\(day)") % UInt64(length)) : 0)
                let moment = moment(day: day, minute: minute)
                if moment > last { return moment }
            }
            return nil
        case .cron(let fields):
            let today = localDay(of: last)
            // A leap day comes within eight years; the date that never comes is refused when the schedule is read.
            for day in (today - 1)...(today + 8 * 366) where fields.matches(CivilDate(daysSince1970: day)) {
                for minute in fields.minutesOfDay {
                    let moment = moment(day: day, minute: minute)
                    if moment > last { return moment }
                }
            }
            return nil
        }
    }

    private func localDay(of moment: Timestamp) -> Int64 {
        let seconds = CivilDate.flooredQuotient(moment.milliseconds, by: 1000)
        return CivilDate.flooredQuotient(seconds + zone.offset(at: seconds), by: 86_400)
    }

    private func moment(day: Int64, minute: Int64) -> Timestamp {
        Timestamp(milliseconds: zone.moment(ofLocal: day * 86_400 + minute * 60) * 1000)
    }

    /// FNV-1a: the same in every process, unlike Swift's own.
    private static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 } >> 17
    }
}
