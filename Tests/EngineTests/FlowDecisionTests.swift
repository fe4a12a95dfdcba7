import Engine
import Identifiers
import Rules
import Testing

@Suite struct FlowDecisionTests {
    private static let jobs = (1...3).map {
        JobID(at: Timestamp(milliseconds: Int64($0)), random: Array(repeating: 0, count: 10))
    }

    private static func waiting(_ index: Int, rule: String = "r", action: Int = 0, actor: String = "ana") -> FlowDecision.Active {
        .init(id: jobs[index], rule: rule, actionIndex: action, isWaiting: true, actor: actor)
    }

    private static func running(_ index: Int, rule: String = "r", actor: String = "ana") -> FlowDecision.Active {
        .init(id: jobs[index], rule: rule, isWaiting: false, actor: actor)
    }

    struct Row: Sendable {
        var whenBusy: Concurrency.WhenBusy?
        var limit = 1
        var coalesces = false
        var hasPermission = true
        var active: [FlowDecision.Active] = []
        var expected: FlowDecision
    }

    static let rows = [
        Row(expected: .start),
        Row(active: [running(0), waiting(1)], expected: .start),
        Row(coalesces: true, active: [], expected: .start),
        Row(coalesces: true, active: [running(0)], expected: .start),
        Row(coalesces: true, active: [running(0), waiting(1)], expected: .join(jobs[1])),
        Row(coalesces: true, active: [waiting(0, rule: "other")], expected: .start),
        Row(coalesces: true, active: [waiting(0, action: 2)], expected: .start),
        Row(whenBusy: .queue, active: [running(0), waiting(1)], expected: .start),
        Row(whenBusy: .join, active: [running(0)], expected: .start),
        Row(whenBusy: .join, active: [running(0), waiting(1)], expected: .join(jobs[1])),
        Row(whenBusy: .skip, active: [], expected: .start),
        Row(whenBusy: .skip, limit: 2, active: [running(0)], expected: .start),
        Row(
            whenBusy: .skip, active: [running(0, rule: "other")],
            expected: .held("concurrency: the group is busy with job \(jobs[0])")),
        Row(
            whenBusy: .skip, limit: 2, active: [running(0), waiting(1)],
            expected: .held("concurrency: the group is busy with job \(jobs[0]), \(jobs[1])")),
        Row(whenBusy: .replace, active: [], expected: .start),
        Row(whenBusy: .replace, active: [running(0), waiting(1)], expected: .replace([jobs[0], jobs[1]])),
        Row(whenBusy: .replace, active: [running(0, rule: "other"), waiting(1)], expected: .replace([jobs[1]])),
        Row(whenBusy: .replace, active: [running(0, rule: "other")], expected: .start),
        // Who has no permission takes the place of no job but their own.
        Row(
            whenBusy: .replace, hasPermission: false, active: [running(0, actor: "maintainer"), waiting(1, actor: "Ana")],
            expected: .replace([jobs[1]])),
        Row(whenBusy: .replace, hasPermission: false, active: [running(0, actor: "maintainer")], expected: .start),
    ]

    @Test(arguments: rows.indices)
    func `a busy group decides as the rule says`(index: Int) throws {
        let row = Self.rows[index]
        let group = try Template("g")
        let concurrency = row.whenBusy.map { Concurrency(group: group, limit: row.limit, whenBusy: $0) }
        let decision = FlowDecision(
            concurrency, coalesces: row.coalesces, rule: "r", actor: "ana", hasPermission: row.hasPermission, active: row.active)
        #expect(decision == row.expected)
    }

    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000 + seconds * 1000) }

    @Test(
        arguments: [
            (.seconds(600), nil, 0, false), (.seconds(600), 0, 599, true), (.seconds(600), 0, 600, false),
            (nil, 0, 1_000_000, true),
            (nil, nil, 0, false),
        ] as [(Duration?, Int64?, Int64, Bool)])
    func `a rule rests for as long as its cooldown says`(every: Duration?, last: Int64?, now: Int64, isHeld: Bool) {
        let why = Cooldown(per: .issue, every: every).hold(since: last.map(Self.at), now: Self.at(now))
        #expect((why != nil) == isHeld)
        #expect(why?.contains("per issue") ?? true)
    }

    @Test(arguments: [(0, false), (2, false), (3, true), (9, true)])
    func `a bot is answered so often and no more`(answered: Int, isHeld: Bool) {
        let why = LoopBreaker(limit: 3, window: .seconds(600)).hold("helper[bot]", answered: answered)
        #expect((why != nil) == isHeld)
        #expect(why?.hasPrefix("loop: helper[bot] was answered \(answered) times") ?? true)
    }
}
