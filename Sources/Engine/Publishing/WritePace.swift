/// Spreads writes so that no minute sees more than it may, with a short burst at the start.
package struct WritePace: Sendable {
    private let interval: Duration
    private let burst: Duration
    private var next: ContinuousClock.Instant?

    /// Writes that may go out at once after a quiet time.
    package static let burstSize = 10

    package init(perMinute: Int) {
        interval = .seconds(60) / max(1, perMinute)
        burst = interval * min(Self.burstSize, max(1, perMinute))
    }

    /// How long the next write has to wait at `moment`; counts it.
    package mutating func delay(at moment: ContinuousClock.Instant) -> Duration {
        let earliest = moment - burst
        let slot = max(next ?? earliest, earliest) + interval
        next = slot
        return max(slot - moment, .zero)
    }
}
