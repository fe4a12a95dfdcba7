import Engine
import Identifiers
import Testing

@Suite struct SweepWindowTests {
    private static func moment(_ minutes: Int64) -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000 + minutes * 60_000) }

    /// How old an event must be, in minutes, with sweeps ten minutes apart.
    @Test(arguments: [0, 1, 2, 10, 30, 60])
    func `no moment is left out between two sweeps, however long events may settle`(settling: Int64) {
        let sweeps = (1...20).map { number in
            SweepWindow(
                first: Self.moment(0), last: Self.moment((number - 1) * 10), now: Self.moment(number * 10),
                settling: .seconds(settling * 60))
        }
        for (earlier, later) in zip(sweeps, sweeps.dropFirst()) { #expect(later.from <= max(earlier.to, Self.moment(0))) }
    }

    @Test func `nothing from before the first look is asked about, and nothing older than three days`() {
        let early = SweepWindow(first: Self.moment(5), last: Self.moment(6), now: Self.moment(10), settling: .seconds(60))
        #expect(early == SweepWindow(first: Self.moment(5), last: Self.moment(5), now: Self.moment(10), settling: .seconds(60)))
        #expect(early.from == Self.moment(5))
        let late = SweepWindow(first: Self.moment(0), last: Self.moment(1), now: Self.moment(10 * 1440), settling: .seconds(60))
        #expect(late.from == Self.moment(7 * 1440))
    }
}
