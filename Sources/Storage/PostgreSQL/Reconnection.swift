internal import Glibc

/// How long a call goes on trying to reach a server that is away.
struct Reconnection {
    private let deadline: ContinuousClock.Instant
    private var tries = 0

    init(patience: Duration) { deadline = ContinuousClock.now + patience }

    /// Waits longer each time, by another length than other nodes do, and blocks meanwhile; false once the patience is used up.
    mutating func pause() -> Bool {
        tries += 1
        let longest = Duration.milliseconds(min(2000, 25 << min(tries, 7)))
        let wait = longest * Double.random(in: 0.5...1)
        guard ContinuousClock.now + wait < deadline else { return false }
        let (seconds, attoseconds) = wait.components
        var rest = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&rest, nil)
        return true
    }
}
