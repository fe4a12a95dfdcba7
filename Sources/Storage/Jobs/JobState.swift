package import Identifiers

/// Where a job stands; a terminal state never changes.
package enum JobState: Hashable, Sendable {
    case queued
    case running
    /// Asked a person something; it goes back in line once answered.
    case waitingForInput
    /// Goes back in line at that moment.
    case retryWait(until: Timestamp)
    case completed(JobOutcome)
    case failed(reason: String)
    /// The gate refused what the agent made.
    case rejected(reason: String)
    /// The world moved on: the pull request was closed, the head moved, a newer job took over.
    case superseded(reason: String)
    case cancelled

    package var name: JobStateName {
        switch self {
        case .queued: .queued
        case .running: .running
        case .waitingForInput: .waitingForInput
        case .retryWait: .retryWait
        case .completed: .completed
        case .failed: .failed
        case .rejected: .rejected
        case .superseded: .superseded
        case .cancelled: .cancelled
        }
    }

    package var isTerminal: Bool { name.isTerminal }

    package var s1Status: JobStatus { name.status }

    package var outcome: JobOutcome? { if case .completed(let outcome) = self { outcome } else { nil } }

    package var notBefore: Timestamp? { if case .retryWait(let moment) = self { moment } else { nil } }

    /// Why a job did not complete.
    package var reason: String? {
        switch self {
        case .failed(let reason), .rejected(let reason), .superseded(let reason): reason
        case .queued, .running, .waitingForInput, .retryWait, .completed, .cancelled: nil
        }
    }
}
