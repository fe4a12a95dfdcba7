/// When something that failed for a passing reason is tried again: doubling from a first delay up to a longest one, with jitter.
package struct RetrySchedule: Equatable, Sendable {
    package var first: Duration
    package var longest: Duration

    package init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    /// The delay before attempt `attempt + 1`; `random` lies in 0..<1 and spreads the delay over its upper half.
    package func delay(after attempt: Int, random: Double) -> Duration {
        let doublings = min(max(attempt - 1, 0), 30)
        let full = min(first * (1 << doublings), longest)
        return full / 2 + full / 2 * random
    }
}
