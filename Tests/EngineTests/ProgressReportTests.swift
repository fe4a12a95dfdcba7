import Engine
import Testing

@Suite struct ProgressReportTests {
    @Test(arguments: [(0, 10, 10), (1, 10, 20), (2, 10, 40), (3, 10, 60), (1000, 10, 60), (0, 300, 300), (5, 300, 300)])
    func `reports come ever less often`(told: Int, first: Int, seconds: Int) {
        #expect(ProgressReport.pause(after: told, first: .seconds(first)) == .seconds(seconds))
    }

    @Test func `an hour of work takes fewer than seventy writes`() {
        var (time, told) = (Duration.zero, 0)
        while time < .seconds(3600) {
            time += ProgressReport.pause(after: told, first: .seconds(5))
            told += 1
        }
        #expect(told < 70)
    }

    @Test(arguments: [
        (ProgressReport(tool: nil, toolCalls: 0, elapsed: .seconds(10), costUSD: 0), "for 10s"),
        (
            ProgressReport(tool: ("Edit", "src/a.swift"), toolCalls: 1, elapsed: .seconds(75), costUSD: 0.125),
            "`Edit` `src/a.swift` · 1 step so far · for 1m 15s · $0.13"
        ),
        (
            ProgressReport(tool: ("Bash", "echo `@all` \n# hi"), toolCalls: 12, elapsed: .seconds(3720), costUSD: 0),
            "`Bash` ``echo `@all` # hi`` · 12 steps so far · for 1h 2m"
        ),
    ])
    func `a report is one line`(report: ProgressReport, text: String) { #expect(report.text == text) }
}
