package import Identifiers

/// What can happen to a job.
package enum JobEvent: Hashable, Sendable {
    /// A worker took it.
    case claimed
    /// The worker gave it back, or died.
    case released
    case finished(JobOutcome)
    case failed(reason: String)
    case rejected(reason: String)
    case superseded(reason: String)
    case cancelled
    case postponed(until: Timestamp)
    /// The agent asked a person something.
    case asked
    /// The person answered.
    case answered
}
