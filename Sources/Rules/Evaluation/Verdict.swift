/// What came of a condition; the raw values are those of stored explanations.
package enum Verdict: String, Sendable {
    case holds = "true"
    case fails = "false"
    /// Fails, as the event has no such value.
    case missing
    /// A fact is not known yet: neither holds nor fails.
    case unknown
    /// The outcome was clear without it.
    case notEvaluated = "not-evaluated"

    /// False for good, whatever else is found out.
    var isFalse: Bool { self == .fails || self == .missing }
}
