import Engine
import Identifiers
import Testing

struct HourlyBudgetTests {
    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000 + seconds * 1000) }

    @Test func `an hour sees no more writes than it may, whatever the order of their times`() {
        var budget = HourlyBudget(limit: 3, sent: [Self.at(20), Self.at(0), Self.at(10)])
        #expect(budget.delay(at: Self.at(30)) == .seconds(3570))
        #expect(budget.delay(at: Self.at(3599)) == .seconds(1))
        #expect(budget.delay(at: Self.at(3600)) == .zero)
        budget.count(at: Self.at(3600))
        #expect(budget.delay(at: Self.at(3600)) == .seconds(10), "the next one falls due with the second of the three")
    }

    @Test func `below its limit nothing waits`() {
        var budget = HourlyBudget(limit: 3, sent: [])
        for second in 0..<3 {
            #expect(budget.delay(at: Self.at(Int64(second))) == .zero)
            budget.count(at: Self.at(Int64(second)))
        }
        #expect(budget.delay(at: Self.at(3)) > .zero)
    }

    @Test(arguments: [1, 2, 7, 50]) func `no window of an hour ever holds more than the limit`(limit: Int) {
        var budget = HourlyBudget(limit: limit, sent: [])
        var (now, sent) = (Self.at(0), [Timestamp]())
        for step in 0..<(limit * 5) {
            now = now + budget.delay(at: now) + .seconds(step % 11)
            budget.count(at: now)
            sent.append(now)
            let recent = sent.count { now - $0 < .seconds(3600) }
            // The very moment at which the oldest leaves the hour counts for the next one.
            #expect(recent <= limit)
        }
    }
}
