internal import HTTPClient
internal import Identifiers
internal import Synchronization

/// The budgets of one credential, and until when each is closed.
final class RateLimits: Sendable {
    fileprivate struct Budget: Sendable {
        var last: RateLimit?
        var closedUntil: Timestamp?
        var isSecondary = false
        var streak = 0
    }

    private let budgets = Mutex<[RateLimitScope: Budget]>([:])

    /// Throws `rateLimited` while a budget is closed.
    func check(_ scope: RateLimitScope, now: Timestamp) throws(GitHubError) {
        let closed = budgets.withLock { budgets -> (until: Timestamp, isSecondary: Bool)? in
            guard let budget = budgets[scope], let until = budget.closedUntil, until > now else { return nil }
            return (until, budget.isSecondary)
        }
        if let closed { throw .rateLimited(until: closed.until, secondary: closed.isSecondary) }
    }

    /// Takes in an answer; returns the limit that a refusal stands for.
    func note(_ response: HTTPResponse, _ refusal: Refusal?, for scope: RateLimitScope, now: Timestamp) -> RateLimitRefusal? {
        budgets.withLock { budgets in
            var budget = budgets[scope] ?? Budget()
            defer { budgets[scope] = budget }
            // Calls that were under way together are refused together: that is one refusal, not a streak.
            let isRepeated = budget.closedUntil.map { $0 > now } ?? false
            let streak = isRepeated ? max(0, budget.streak - 1) : budget.streak
            let limit = refusal.flatMap { RateLimitRefusal($0, streak: streak, now: now) }
            let told = RateLimit(response.headers, now: now)
            if let limit {
                budget.close(until: limit.until, isSecondary: limit.isSecondary)
                if limit.isSecondary && !isRepeated { budget.streak += 1 }
            } else if refusal == nil {
                budget.streak = 0
            }
            // Other resources, such as search, have budgets of their own that HookBot does not use.
            if let told, told.resource == "core" {
                budget.last = told
                if told.remaining == 0 { budget.close(until: told.resetsAt, isSecondary: false) }
            }
            return limit
        }
    }

    func last(_ scope: RateLimitScope) -> RateLimit? { budgets.withLock { $0[scope]?.last } }
}

extension RateLimits.Budget {
    /// Answers to parallel calls arrive in any order: a gate is moved later, never earlier.
    fileprivate mutating func close(until: Timestamp, isSecondary: Bool) {
        guard until > closedUntil ?? Timestamp(milliseconds: .min) else { return }
        closedUntil = until
        self.isSecondary = isSecondary
    }
}
