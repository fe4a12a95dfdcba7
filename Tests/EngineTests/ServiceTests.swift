import Engine
import Testing

@Suite struct ServiceTests {
    @Test func `a signal sent before anyone waits is not lost`() async {
        let wakeup = Wakeup()
        wakeup.signal()
        await wakeup.wait(atMost: .seconds(3600))
    }

    @Test func `a signal ends a wait`() async {
        let wakeup = Wakeup()
        async let waiting: Void = wakeup.wait(atMost: .seconds(3600))
        wakeup.signal()
        await waiting
    }

    @Test func `a wait ends by itself`() async { await Wakeup().wait(atMost: .milliseconds(1)) }

    @Test func `cancelling ends a wait`() async {
        let wakeup = Wakeup()
        let waiting = Task { await wakeup.wait(atMost: .seconds(3600)) }
        waiting.cancel()
        await waiting.value
    }

    @Test(arguments: [
        (1, 0.0, 500), (1, 0.5, 750), (2, 0.0, 1000), (3, 0.0, 2000), (20, 0.0, 30_000), (1_000_000, 0.0, 30_000), (0, 0.0, 500),
    ])
    func `delays double up to the longest`(attempt: Int, random: Double, milliseconds: Int) {
        let schedule = RetrySchedule(first: .seconds(1), longest: .seconds(60))
        #expect(schedule.delay(after: attempt, random: random) == .milliseconds(milliseconds))
    }
}
