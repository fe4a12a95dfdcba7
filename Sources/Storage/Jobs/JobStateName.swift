/// The word for a state, as stored and as filtered by.
package enum JobStateName: String, CaseIterable, Sendable {
    case queued
    case running
    case waitingForInput = "waiting_for_input"
    case retryWait = "retry_wait"
    case completed
    case failed
    case rejected
    case superseded
    case cancelled

    package var isTerminal: Bool {
        switch self {
        case .queued, .running, .waitingForInput, .retryWait: false
        case .completed, .failed, .rejected, .superseded, .cancelled: true
        }
    }

    /// The word that users of the agent server's tables know it by.
    package var status: JobStatus {
        switch self {
        case .queued, .retryWait: .queued
        case .running, .waitingForInput: .running
        case .completed: .completed
        case .failed, .rejected, .superseded: .failed
        case .cancelled: .cancelled
        }
    }
}
