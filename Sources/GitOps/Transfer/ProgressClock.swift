internal import Synchronization

/// When something last moved; written by libgit2's callbacks, read by the watchdog.
final class ProgressClock: Sendable {
    private let start = ContinuousClock.now
    private let last = Atomic<Int64>(0)

    /// Something moved just now.
    func touch() { last.store(elapsed, ordering: .relaxed) }

    /// Milliseconds since the clock was made.
    var elapsed: Int64 {
        let (seconds, attoseconds) = (ContinuousClock.now - start).components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    /// Milliseconds since something moved.
    var idle: Int64 { elapsed - last.load(ordering: .relaxed) }
}
