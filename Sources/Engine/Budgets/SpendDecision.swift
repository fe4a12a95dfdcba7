package import Identifiers
internal import Storage

/// Whether the next run of a job may be started, and what it may cost.
package enum SpendDecision: Hashable, Sendable {
    /// Nil where nothing limits it.
    case upTo(Double?)
    /// The job's own budget; no later moment helps.
    case usedUp(why: String)
    case wait(until: Timestamp, why: String)

    /// Less than this buys nothing.
    private static let leastUSD = 0.0001
    /// How long a job waits for what is held back for others, who mostly spend less.
    private static let lookAgain: Duration = .seconds(120)

    /// - Parameters:
    ///   - limitUSD: for the whole job.
    ///   - spentUSD: by its runs so far.
    package static func next(limitUSD: Double?, spentUSD: Double, days: [DayBudget], now: Timestamp) -> SpendDecision {
        var left = limitUSD.map { $0 - spentUSD }
        if let limitUSD, let own = left, own < leastUSD {
            return .usedUp(why: "the job's budget of \(dollarText(limitUSD)) is used up: it cost \(dollarText(spentUSD))")
        }
        for day in days where day.limitUSD - day.spend.spentUSD < leastUSD {
            return .wait(
                until: now.startOfDay + .seconds(86_400),
                why: "the day's budget of \(dollarText(day.limitUSD)) for \(day.what) is used up")
        }
        for day in days {
            let free = day.limitUSD - day.spend.spentUSD - day.spend.reservedUSD
            guard free >= leastUSD else {
                return .wait(
                    until: now + lookAgain,
                    why: "running jobs may need what is left of the day's budget of \(dollarText(day.limitUSD)) for \(day.what)")
            }
            left = left.map { min($0, free) } ?? free
        }
        return .upTo(left)
    }
}
