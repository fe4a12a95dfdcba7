/// How often and how patiently a safe call is repeated after a failure of the network or the server.
package struct RetryPolicy: Sendable {
    package var maximumAttempts: Int
    package var base: Duration
    package var longest: Duration

    package init(maximumAttempts: Int = 4, base: Duration = .milliseconds(500), longest: Duration = .seconds(20)) {
        self.maximumAttempts = maximumAttempts
        self.base = base
        self.longest = longest
    }

    /// The wait after attempt 1, 2, …: it doubles, and `random` (0..<1) takes away up to half of it, so that many clients do
    /// not come back together.
    package func retryDelay(attempt: Int, random: Double) -> Duration {
        let full = min(base * (1 << max(0, min(attempt - 1, 16))), longest)
        return full * (1 - min(max(random, 0), 1) / 2)
    }
}
