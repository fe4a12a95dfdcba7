internal import Glibc

/// A moment on the monotonic clock, in nanoseconds; `never` lies after all others.
struct Moment: Comparable, Sendable {
    let nanoseconds: UInt64

    static let never = Moment(nanoseconds: .max)

    static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    static func < (one: Moment, other: Moment) -> Bool { one.nanoseconds < other.nanoseconds }

    /// Negative durations count as none, and what lies too far away is `never`.
    static func + (moment: Moment, duration: Duration) -> Moment {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return moment }
        guard seconds < 1 << 33 else { return .never }
        let (sum, overflow) = moment.nanoseconds.addingReportingOverflow(
            UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000))
        return overflow ? .never : Moment(nanoseconds: sum)
    }

    /// Until then, in whole milliseconds rounded up, never negative; as poll(2) and epoll_wait(2) want it.
    func milliseconds(after now: Moment) -> Int32 {
        self <= now ? 0 : Int32(min((nanoseconds - now.nanoseconds) / 1_000_000 + 1, 3_600_000))
    }
}
