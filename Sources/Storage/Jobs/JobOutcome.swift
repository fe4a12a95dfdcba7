/// What a completed job achieved.
package enum JobOutcome: String, CaseIterable, Sendable {
    case pullRequest = "pull_request"
    case pushed
    case answered
    case reviewed
    case noChanges = "no_changes"
}
