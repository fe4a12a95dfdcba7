import AgentRunner
import Testing

@testable import ModelProxy

@Suite(.timeLimit(.minutes(1))) struct AllowanceTests {
    private static func allowance(_ limit: Double?) -> Allowance {
        Allowance(ModelRoute(scheme: .apiKey, maximumCostUSD: limit, maximumBytes: 1000))
    }

    @Test func `a request waits while others may need the rest, and goes when they needed less`() async {
        let allowance = Self.allowance(1)
        #expect(await allowance.admit(costUSD: 2) == nil, "the first may always go")
        async let second = allowance.admit(costUSD: 0.4)
        allowance.settle(promisedUSD: 2, costUSD: 0.5)
        #expect(await second == nil)
    }

    @Test func `a request that waited is turned away once the money is gone`() async {
        let allowance = Self.allowance(1)
        #expect(await allowance.admit(costUSD: 1) == nil)
        async let second = allowance.admit(costUSD: 0.1)
        async let third = allowance.admit(costUSD: 0.1)
        allowance.settle(promisedUSD: 1, costUSD: 1.1)
        for denial in await [second, third] {
            guard case .money(let words) = denial else {
                Issue.record("\(String(describing: denial))")
                continue
            }
            #expect(words == "the budget of this run is used up: $1.1 of $1.0")
        }
    }

    @Test func `whoever gives up stands in nobody's way, and an end turns everybody away`() async {
        let allowance = Self.allowance(1)
        #expect(await allowance.admit(costUSD: 1) == nil)
        let waiting = Task { await allowance.admit(costUSD: 1) }
        waiting.cancel()
        #expect(await waiting.value == .gone)
        async let last = allowance.admit(costUSD: 1)
        allowance.close()
        #expect(await last == .gone)
    }

    @Test func `without a limit nothing waits, and bytes end it`() async {
        let allowance = Self.allowance(nil)
        for _ in 0..<10 { #expect(await allowance.admit(costUSD: 100) == nil) }
        allowance.spend(bytes: 1000)
        guard case .bytes = await allowance.admit(costUSD: 0) else {
            Issue.record("bytes are bounded")
            return
        }
    }

    /// Every request costs at most what was promised, as the promise is the most it can cost.
    @Test(arguments: 1...30)
    func `many at once overdraw a budget by less than the dearest of them costs`(limit: Int) async {
        let allowance = Self.allowance(Double(limit) / 10)
        let spent = await withTaskGroup(of: Double.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let promised = 0.05 + Double(number % 7) / 10
                    guard await allowance.admit(costUSD: promised) == nil else { return 0 }
                    await Task.yield()
                    let cost = promised * (number.isMultiple(of: 3) ? 1 : 0.5)
                    allowance.settle(promisedUSD: promised, costUSD: cost)
                    return cost
                }
            }
            return await group.reduce(0, +)
        }
        #expect(spent < Double(limit) / 10 + 0.65)
        #expect(spent >= min(Double(limit) / 10, 1), "the budget is used as long as there are requests")
    }

    @Test(arguments: [
        (#"{"model":"claude-haiku","max_tokens":1000,"messages":[]}"#, 0.005),
        (#"{"model":"claude-opus","max_tokens":1000,"messages":[]}"#, 0.025),
        (#"{"model":"claude-haiku","max_tokens":-5,"messages":[]}"#, 0.0),
        (#"{"model":"claude-haiku","messages":[]}"#, 5.0),
    ])
    func `what an answer may cost is what its longest form costs`(body: String, least: Double) throws {
        let cost = try #require(RequestContent(Array(body.utf8))).highestCostUSD
        #expect(cost >= least && cost < least + 0.001)
    }
}
