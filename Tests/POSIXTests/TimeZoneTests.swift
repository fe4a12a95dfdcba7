import BlockingWork
import POSIX
import TestSupport
import Testing

@Suite struct TimeZoneTests {
    private static let zones = [
        "UTC", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/St_Johns", "America/Sao_Paulo", "Australia/Sydney",
        "Australia/Lord_Howe", "Asia/Kolkata", "Asia/Tehran", "Africa/Casablanca", "Pacific/Apia", "Pacific/Chatham", "Etc/GMT+5",
    ]

    /// date(1) asks the C library, in a process of its own for each zone.
    @Test(arguments: zones) func `the offset is the one the C library knows`(name: String) async throws {
        let zone = try #require(TimeZone(named: name))
        var random = SeededGenerator(state: 11)
        // Into the time where only the zone's rule is left to say.
        let moments = (0..<400).map { _ in Int64.random(in: 0..<4_700_000_000, using: &random) }
        let work = BlockingWork(label: "test.zones", width: 1)
        let result = try await ChildCommand(
            "/usr/bin/date", ["-f", "-", "+%s %z"], environment: ["TZ": name, "LC_ALL": "C"]
        ).run(on: work, input: Array(moments.map { "@\($0)\n" }.joined().utf8))
        let lines = String(decoding: result.output, as: UTF8.self).split(separator: "\n")
        try #require(lines.count == moments.count, "\(String(decoding: result.errorOutput, as: UTF8.self))")
        for line in lines {
            let words = line.split(separator: " ")
            let seconds = try #require(Int64(words[0]))
            let digits = words[1].dropFirst()
            let minutes = try #require(Int64(digits.prefix(2))) * 60 + #require(Int64(digits.suffix(2)))
            #expect(zone.offset(at: seconds) == (words[1].first == "-" ? -minutes : minutes) * 60, "\(name) \(seconds)")
        }
    }

    @Test(arguments: zones) func `a local time that comes once leads to its moment`(name: String) throws {
        let zone = try #require(TimeZone(named: name))
        var random = SeededGenerator(state: 12)
        for _ in 0..<400 {
            let seconds = Int64.random(in: 0..<4_700_000_000, using: &random)
            let local = seconds + zone.offset(at: seconds)
            let moment = zone.moment(ofLocal: local)
            #expect(moment + zone.offset(at: moment) == local)
            #expect(moment <= seconds, "of two, the first")
        }
    }

    @Test(arguments: [
        "", "Europe", "Europe/Nowhere", "../etc/passwd", "Europe/../../../etc/passwd", "/etc/localtime", "posixrules\0",
        "tzdata.zi",
    ])
    func `what is no zone is none`(name: String) {
        #expect(TimeZone(named: name) == nil)
    }

    @Test func `a day and its number lead to one another`() {
        for days in stride(from: Int64(-1_000_000), through: 1_000_000, by: 997) {
            let date = CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days)
        }
        #expect(CivilDate(year: 1970, month: 1, day: 1).weekday == 4)
        #expect(CivilDate(year: 2026, month: 11, day: 27).weekday == 5)
        #expect(CivilDate(year: 1969, month: 12, day: 28).weekday == 0)
    }
}
