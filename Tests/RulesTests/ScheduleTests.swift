import Identifiers
import POSIX
import Rules
import TestSupport
import Testing

@Suite struct ScheduleTests {
    private static func duration(_ text: String) -> Duration? {
        guard let unit = text.last, let count = Int64(text.dropLast()) else { return nil }
        return ["s": 1, "m": 60, "h": 3600, "d": 86_400][unit].map { .seconds(count * $0) }
    }

    private static func schedule(_ text: String) throws -> Schedule { try Schedule(text, duration: duration) }

    /// Reads `2026-03-29T01:00Z`.
    private static func at(_ text: String) throws -> Timestamp {
        let numbers = text.split { !$0.isNumber }.compactMap { Int64($0) }
        let days = CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]).daysSince1970
        return Timestamp(milliseconds: ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60_000)
    }

    @Test(arguments: [
        ("hourly", "2026-01-31T23:30Z", "2026-02-01T00:00Z"),
        ("every 30m", "2026-01-01T10:07Z", "2026-01-01T10:37Z"),
        ("daily at 03:00", "2026-01-01T03:00Z", "2026-01-02T03:00Z"),
        ("daily at 03:00", "2026-01-01T02:59Z", "2026-01-01T03:00Z"),
        ("daily", "2026-01-01T03:00Z", "2026-01-02T00:00Z"),
        ("daily at 03:00 Europe/Berlin", "2026-01-01T00:00Z", "2026-01-01T02:00Z"),
        ("daily at 03:00 Europe/Berlin", "2026-07-01T00:00Z", "2026-07-01T01:00Z"),
        // The clock goes from 2 to 3: what would be at 02:30 is half an hour behind the gap.
        ("daily at 02:30 Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29T01:30Z"),
        // It goes back from 3 to 2: 02:30 comes twice, and counts once.
        ("daily at 02:30 Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25T00:30Z"),
        ("daily at 02:30 Europe/Berlin", "2026-10-25T00:30Z", "2026-10-26T01:30Z"),
        ("daily at 22:00 America/New_York", "2026-01-01T00:00Z", "2026-01-01T03:00Z"),
        ("weekly on mon at 03:00", "2026-11-27T00:00Z", "2026-11-30T03:00Z"),
        ("weekly on mon, thu at 03:00", "2026-11-30T03:00Z", "2026-12-03T03:00Z"),
        ("weekly on sunday", "2026-11-27T00:00Z", "2026-11-29T00:00Z"),
        ("weekly on mon-fri at 03:00", "2026-11-27T03:00Z", "2026-11-30T03:00Z"),
        ("weekly on fri-mon at 03:00", "2026-11-30T03:00Z", "2026-12-04T03:00Z"),
        ("weekly on tuesday and thursday", "2026-11-27T00:00Z", "2026-12-01T00:00Z"),
        ("*/15 * * * *", "2026-01-01T10:07Z", "2026-01-01T10:15Z"),
        ("0 3 * * 1-5", "2026-11-27T03:00Z", "2026-11-30T03:00Z"),
        ("0 3 * * mon-fri Europe/Berlin", "2026-11-27T02:00Z", "2026-11-30T02:00Z"),
        ("0 0 1 jan *", "2026-01-01T00:00Z", "2027-01-01T00:00Z"),
        ("30 4 29 2 *", "2026-01-01T00:00Z", "2028-02-29T04:30Z"),
        // Both days restricted: either is enough.
        ("0 0 13 * 5", "2026-11-27T00:00Z", "2026-12-04T00:00Z"),
        ("0 0 13 * 5", "2026-12-11T00:00Z", "2026-12-13T00:00Z"),
        ("0 12 * * 7", "2026-11-27T00:00Z", "2026-11-29T12:00Z"),
    ])
    func `the next moment is the one that the words name`(text: String, last: String, expected: String) throws {
        #expect(try Self.schedule(text).next(after: Self.at(last), seed: "s") == Self.at(expected))
    }

    @Test(
        arguments: [
            ("every 1h", "2026-01-01T00:00Z", "2026-01-01T00:59Z", nil, nil),
            ("every 1h", "2026-01-01T00:00Z", "2026-01-01T01:01Z", "2026-01-01T01:00Z", "2026-01-01T01:00Z"),
            ("every 1h", "2026-01-01T00:00Z", "2026-01-01T09:30Z", "2026-01-01T01:00Z", "2026-01-01T09:30Z"),
            ("daily at 03:00", "2026-01-01T03:00Z", "2026-01-02T03:00Z", "2026-01-02T03:00Z", "2026-01-02T03:00Z"),
            ("daily at 03:00", "2026-01-01T03:00Z", "2026-01-09T12:00Z", "2026-01-02T03:00Z", "2026-01-09T12:00Z"),
        ] as [(String, String, String, String?, String?)])
    func `what was missed is made up for once`(
        text: String, last: String, now: String, moment: String?, carriedOut: String?
    ) throws {
        let schedule = try Self.schedule(text)
        let due = schedule.due(last: try Self.at(last), now: try Self.at(now), seed: "s")
        #expect(due?.moment == (try moment.map(Self.at)))
        #expect(due?.carriedOut == (try carriedOut.map(Self.at)))
        if let due { #expect(schedule.due(last: due.carriedOut, now: try Self.at(now), seed: "s") == nil, "never twice") }
    }

    @Test func `a window has one moment a day in it, the same for everybody who asks`() throws {
        let schedule = try Self.schedule("daily between 23:00 and 04:00 Europe/Berlin")
        var last = try Self.at("2026-01-01T12:00Z")
        var minutes: Set<Int64> = []
        for _ in 0..<400 {
            let next = try #require(schedule.next(after: last, seed: "rule/one"))
            #expect(schedule.next(after: last, seed: "rule/one") == next)
            let local = next.milliseconds / 1000 + schedule.zone.offset(at: next.milliseconds / 1000)
            let minute = local / 60 % 1440
            #expect(minute >= 23 * 60 || minute < 5 * 60, "the night the clock changes has an hour more")
            #expect(next - last < .seconds(37 * 3600))
            minutes.insert(minute)
            last = next
        }
        #expect(minutes.count > 100, "the days differ")
        let start = try Self.at("2026-01-01T12:00Z")
        #expect(schedule.next(after: start, seed: "rule/one") != schedule.next(after: start, seed: "rule/two"))
    }

    @Test(arguments: [
        "hourly", "every 7m", "daily at 02:30 Europe/Berlin", "weekly on sun between 01:00 and 05:00 America/New_York",
        "17 */5 * * *",
    ])
    func `the next moment always comes later, and none lies between`(text: String) throws {
        let schedule = try Self.schedule(text)
        var random = SeededGenerator(state: 7)
        for _ in 0..<300 {
            let last = Timestamp(milliseconds: Int64.random(in: 0..<4_000_000_000_000, using: &random))
            let next = try #require(schedule.next(after: last, seed: "s"))
            #expect(next > last)
            if case .every = schedule.pattern { continue }
            let between = Timestamp(milliseconds: Int64.random(in: last.milliseconds..<next.milliseconds, using: &random))
            #expect(schedule.next(after: between, seed: "s") == next)
        }
    }

    @Test(arguments: [
        ("", "a schedule is empty"), ("sometimes", "'sometimes' begins no schedule"),
        ("every", "'every' takes a duration such as \"30m\""), ("every often", "'every' takes a duration such as \"30m\""),
        ("daily at 25:00", "expected 'at 03:00' or 'between 01:00 and 04:00', got 'at 25:00'"),
        ("daily between 01:00 and 01:00", "expected 'at 03:00' or 'between 01:00 and 04:00', got 'between 01:00 and 01:00'"),
        ("daily at 03:00 Europe/Nowhere", "'Europe/Nowhere' is no time zone"),
        ("daily at 03:00 ../../etc/passwd", "expected 'at 03:00' or 'between 01:00 and 04:00', got 'at 03:00 ../../etc/passwd'"),
        ("weekly at 03:00", "'weekly' takes days: write weekly on mon at 03:00"),
        ("weekly on xyz at 03:00", "'xyz' is no day of the week: write mon, tue, wed, thu, fri, sat or sun, or mon-fri"),
        ("0 3 * *", "a cron schedule has five fields, not 4"), ("60 * * * *", "'60' is no minute: it takes 0 to 59"),
        ("0 9-3 * * *", "'9-3' is no hour: it takes 0 to 23"), ("*/0 * * * *", "'*/0' is no minute: it takes 0 to 59"),
        ("0 0 30 feb *", "'0 0 30 feb *' never comes"), ("0 0 * foo *", "'foo' is no month: it takes 1 to 12"),
    ])
    func `what is no schedule is told`(text: String, message: String) {
        let problem = #expect(throws: RuleProblem.self) { try Self.schedule(text) }
        #expect(problem?.message == message)
    }
}
