/// What became of a wish to cancel.
package enum CancelOutcome: Hashable, Sendable {
    /// Nobody ran it: it is over.
    case cancelled
    /// Its worker will stop it.
    case requested
    case alreadyFinished
    case notFound

    package var wasRunning: Bool { self == .requested }
}
