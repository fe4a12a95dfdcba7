/// How a job ended, in the words of the configuration.
package enum JobOutcome: String, Sendable, CaseIterable {
    /// Completed, whatever came of it.
    case finished
    case failed, cancelled, answered, pushed, reviewed
    case pullRequest = "pull-request"
    case noChanges = "no-changes"
}
