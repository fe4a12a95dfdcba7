extension JobState {
    /// The state that follows, or nil where the event cannot happen to a job in this one.
    package func after(_ event: JobEvent) -> JobState? {
        switch (self, event) {
        case (.completed, _), (.failed, _), (.rejected, _), (.superseded, _), (.cancelled, _): nil
        case (_, .cancelled): .cancelled
        case (_, .superseded(let reason)): .superseded(reason: reason)
        case (_, .failed(let reason)): .failed(reason: reason)
        case (.queued, .claimed), (.retryWait, .claimed): .running
        case (.running, .released): .queued
        case (.running, .finished(let outcome)): .completed(outcome)
        case (.running, .rejected(let reason)): .rejected(reason: reason)
        case (.running, .postponed(let moment)): .retryWait(until: moment)
        case (.running, .asked): .waitingForInput
        case (.waitingForInput, .answered): .queued
        case (.queued, _), (.running, _), (.waitingForInput, _), (.retryWait, _): nil
        }
    }
}

extension JobEvent {
    /// What must happen to a running job for it to arrive in `state`.
    init(leadingTo state: JobState) {
        self =
            switch state {
            case .queued: .released
            case .running: .claimed
            case .waitingForInput: .asked
            case .retryWait(let moment): .postponed(until: moment)
            case .completed(let outcome): .finished(outcome)
            case .failed(let reason): .failed(reason: reason)
            case .rejected(let reason): .rejected(reason: reason)
            case .superseded(let reason): .superseded(reason: reason)
            case .cancelled: .cancelled
            }
    }
}
