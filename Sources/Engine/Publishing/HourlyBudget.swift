package import Identifiers

/// The writes of the last hour, so that none sees more than GitHub allows; the outbox tells it those of earlier processes.
package struct HourlyBudget: Sendable {
    private let limit: Int
    /// Oldest first, at most `limit`.
    private var sent: [Timestamp]

    private static let hour: Duration = .seconds(3600)

    package init(limit: Int, sent: [Timestamp]) {
        self.limit = max(1, limit)
        self.sent = Array(sent.sorted().suffix(self.limit))
    }

    /// How long the next write has to wait.
    package func delay(at now: Timestamp) -> Duration {
        guard sent.count == limit, let oldest = sent.first else { return .zero }
        return max(oldest + Self.hour - now, .zero)
    }

    package mutating func count(at now: Timestamp) {
        sent.append(now)
        if sent.count > limit { sent.removeFirst() }
    }
}
