import Configuration
import Engine
import Identifiers
import JSON
import Rules
import Storage
import TestSupport
import Testing

@Suite struct SpendTests {
    private static let day: Int64 = 86_400_000
    private static let now = Timestamp(milliseconds: 20_000 * day + 3_600_000)
    private static let tomorrow = Timestamp(milliseconds: 20_001 * day)

    private static func sum(_ limit: Double, spent: Double = 0, reserved: Double = 0) -> DayBudget {
        DayBudget(what: "all jobs", limitUSD: limit, spend: RunSpend(spentUSD: spent, reservedUSD: reserved))
    }

    static let table: [(Double?, Double, [DayBudget], SpendDecision)] = [
        (nil, 9, [], .upTo(nil)),
        (5, 2, [], .upTo(3)),
        (5, 5, [], .usedUp(why: "the job's budget of $5.00 is used up: it cost $5.00")),
        (5, 6, [sum(1, spent: 1)], .usedUp(why: "the job's budget of $5.00 is used up: it cost $6.00")),
        (nil, 0, [sum(10, spent: 4, reserved: 2)], .upTo(4)),
        (3, 0, [sum(10, spent: 4, reserved: 2)], .upTo(3)),
        (3, 0, [sum(10), sum(2)], .upTo(2)),
        (3, 0, [sum(10), sum(2, spent: 2)], .wait(until: tomorrow, why: "the day's budget of $2.00 for all jobs is used up")),
        (
            3, 0, [sum(2, spent: 1, reserved: 1)],
            .wait(
                until: now + .seconds(120),
                why: "running jobs may need what is left of the day's budget of $2.00 for all jobs")
        ),
    ]

    @Test(arguments: table)
    func `what the next run may cost is what every budget leaves`(
        limit: Double?, spent: Double, days: [DayBudget], decision: SpendDecision
    ) {
        #expect(SpendDecision.next(limitUSD: limit, spentUSD: spent, days: days, now: Self.now) == decision)
    }

    /// Jobs that start and end in any order, each costing at most what it was allowed.
    @Test(arguments: 1...200 as ClosedRange<UInt64>)
    func `a day's budget is never overdrawn by jobs that keep to their share`(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        let limit = Double.random(in: 1...20, using: &generator)
        var day = Self.sum(limit)
        var running: [Double] = []
        for _ in 0..<60 {
            if Bool.random(using: &generator) || running.isEmpty {
                let own: Double? = Bool.random(using: &generator) ? Double.random(in: 0.5...5, using: &generator) : nil
                if case .upTo(let cap) = SpendDecision.next(limitUSD: own, spentUSD: 0, days: [day], now: Self.now) {
                    guard let cap else {
                        Issue.record("a day's budget bounds every run")
                        return
                    }
                    running.append(cap)
                    day.spend.reservedUSD += cap
                }
            } else {
                let cap = running.remove(at: Int.random(in: 0..<running.count, using: &generator))
                day.spend.reservedUSD -= cap
                day.spend.spentUSD += Double.random(in: 0...cap, using: &generator)
            }
            #expect(day.spend.spentUSD + day.spend.reservedUSD <= limit + 0.000_001)
        }
    }

    @Test func `of the agent's and the rule's budget the smaller counts`() {
        let agent = AgentBudget(dollars: 3, turns: nil, wall: .seconds(60), idle: .seconds(10))
        let rule = RuleBudget(dollars: 5, turns: 7, wall: .seconds(30), idle: .seconds(20))
        #expect(agent.narrowed(by: rule) == AgentBudget(dollars: 3, turns: 7, wall: .seconds(30), idle: .seconds(10)))
        #expect(agent.narrowed(by: RuleBudget()) == agent)
    }

    @Test func `a rule's budget is kept with its job, and a job of before has none`() throws {
        let budget = RuleBudget(dollars: 2.5, turns: 7, wall: .seconds(30), idle: .milliseconds(1500), dollarsPerDay: 20)
        let settings = JobSettings(agent: "fixer", branch: "b", budget: budget)
        #expect(JobSettings(json: settings.json)?.budget == budget)
        #expect(JobSettings(json: ["agent": "fixer", "branch": "b"])?.budget == RuleBudget())
    }
}
