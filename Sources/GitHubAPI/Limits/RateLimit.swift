internal import HTTPClient
package import Identifiers

/// What GitHub said last about the hourly budget of one credential.
package struct RateLimit: Hashable, Sendable {
    package let limit: Int64
    package let remaining: Int64
    /// By the local clock.
    package let resetsAt: Timestamp
    /// `core`, `search`, `graphql`, …
    package let resource: String

    package init(limit: Int64, remaining: Int64, resetsAt: Timestamp, resource: String) {
        self.limit = limit
        self.remaining = remaining
        self.resetsAt = resetsAt
        self.resource = resource
    }

    /// Reads `X-RateLimit-*`; nil where they are missing, as on a GitHub Enterprise Server without limits.
    init?(_ headers: HTTPHeaders, now: Timestamp) {
        guard let limit = headers.number("x-ratelimit-limit"), let remaining = headers.number("x-ratelimit-remaining"),
            let reset = headers.number("x-ratelimit-reset")
        else { return nil }
        self.init(
            limit: limit, remaining: remaining,
            resetsAt: localTime(of: Timestamp(milliseconds: reset * 1000), headers, now: now),
            resource: headers["x-ratelimit-resource"] ?? "core")
    }
}

/// A moment of the server's clock by ours, told from the answer's `Date`; not in the past, and never more than `longestWait`
/// ahead, so that no header can silence HookBot for good.
func localTime(of moment: Timestamp, _ headers: HTTPHeaders, now: Timestamp, longestWait: Duration = .seconds(3900)) -> Timestamp
{
    let serverNow = headers["date"].flatMap { Timestamp(httpDate: $0) } ?? now
    return now + min(max(moment - serverNow, .zero), longestWait)
}
