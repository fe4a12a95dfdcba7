import Identifiers
import Synchronization

/// A clock that moves when it is told to.
final class ManualClock: Sendable {
    private let time: Mutex<Timestamp>

    init(_ start: Timestamp = .noon) { time = Mutex(start) }

    var now: Timestamp { time.withLock { $0 } }

    func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }
}

extension Timestamp {
    /// 2026-01-31T12:00:00Z.
    static let noon = Timestamp(milliseconds: 1_769_860_800_000)

    var seconds: Int64 { milliseconds / 1000 }
}
