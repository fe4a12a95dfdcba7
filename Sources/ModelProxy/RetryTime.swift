package import HTTPClient
package import Identifiers

/// When a refused request may be sent again, by the headers of the answer: `retry-after` in seconds, else the latest of the limits
/// that are used up (`anthropic-ratelimit-unified-reset` and the like).
package enum RetryTime {
    package static func of(_ response: HTTPResponse, now: Timestamp) -> Timestamp? {
        guard response.status == 429 || response.status == 529 || response.status == 503 else { return nil }
        if let seconds = response.headers.number("retry-after") { return now + .seconds(Int(min(seconds, longest))) }
        let resets = response.headers.fields.filter { $0.name.hasPrefix("anthropic-ratelimit-") && $0.name.hasSuffix("-reset") }
        // Seconds since 1970; a date in words belongs to limits that refill by the minute.
        return resets.compactMap { Int64($0.value) }.filter { $0 > now.milliseconds / 1000 }.max()
            .map { Timestamp(milliseconds: min($0, now.milliseconds / 1000 + longest) * 1000) }
    }

    /// A week, the longest window there is.
    private static let longest: Int64 = 7 * 86_400
}
