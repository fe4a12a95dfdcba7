internal import HTTPClient
internal import Identifiers

/// A 403 or 429 that means "later".
struct RateLimitRefusal: Equatable {
    let until: Timestamp
    let isSecondary: Bool

    init(until: Timestamp, isSecondary: Bool) {
        self.until = until
        self.isSecondary = isSecondary
    }

    /// Nil where the refusal is about something else. `streak` counts the secondary refusals just before this one: where
    /// GitHub names no time the wait is a minute, doubled for each.
    init?(_ refusal: Refusal, streak: Int, now: Timestamp) {
        guard refusal.status == 403 || refusal.status == 429 else { return nil }
        let text = refusal.message.lowercased()
        let named = Self.retryAfter(refusal.headers, now: now)
        let isPace = text.contains("secondary rate limit") || text.contains("abuse detection")
        let budget = RateLimit(refusal.headers, now: now)
        if !isPace, let budget, budget.remaining == 0, !text.hasPrefix("resource not accessible") {
            self.init(until: max(budget.resetsAt, now + .seconds(1)), isSecondary: false)
        } else if isPace || named != nil || refusal.status == 429 || text.contains("rate limit exceeded") {
            let wait = named ?? .seconds(60 * (1 << min(streak, 4)))
            let until = now + max(wait, .seconds(1))
            self.init(until: budget?.remaining == 0 ? max(until, budget?.resetsAt ?? until) : until, isSecondary: true)
        } else {
            return nil
        }
    }

    /// `Retry-After` as seconds or as a date.
    private static func retryAfter(_ headers: HTTPHeaders, now: Timestamp) -> Duration? {
        if let seconds = headers.number("retry-after") { return .seconds(min(seconds, 3900)) }
        guard let date = headers["retry-after"].flatMap({ Timestamp(httpDate: $0) }) else { return nil }
        return localTime(of: date, headers, now: now) - now
    }
}
