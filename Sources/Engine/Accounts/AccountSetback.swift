internal import AgentRunner
package import Identifiers

/// What a failed run says about its account.
package enum AccountSetback: Hashable, Sendable {
    /// Its limit is reached, until then as far as that was told.
    case limit(until: Timestamp?)
    /// The model's service does not take it any more.
    case refused

    init?(_ failure: AgentFailure, retryAt: Timestamp?) {
        switch failure.advice {
        case .parkAccount(let told): self = .limit(until: told ?? retryAt)
        case .repairAccount: self = .refused
        case .retry, .resume, .startAnew, .repairHost, .stop: return nil
        }
    }

    /// How long an account rests that did not say when its limit ends; doubled each time that was not enough.
    private static let unknownRest: Duration = .seconds(300)
    private static let longestUnknownRest: Duration = .seconds(3600)
    /// A rest that was told is never shorter than this, doubled each time it was not enough: a clock that is wrong, or a service
    /// that says 0 seconds, would otherwise make a job ask without end.
    private static let shortestRest: Duration = .seconds(1)
    /// The longest window there is.
    private static let longestRest: Duration = .seconds(7 * 86_400)

    /// Until when an account rests whose limit was reached.
    ///
    /// - Parameter strikes: how often it was before, since a run last ended well.
    package static func restEnd(told: Timestamp?, strikes: Int, now: Timestamp) -> Timestamp {
        let factor = 1 << min(max(strikes, 0), 12)
        guard let told else { return now + min(unknownRest * factor, longestUnknownRest) }
        return min(max(told, now + min(shortestRest * factor, unknownRest)), now + longestRest)
    }
}
