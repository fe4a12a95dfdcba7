extension JobState {
    init(_ row: Row) throws(StorageError) {
        let note = try row.optionalText("state_note") ?? ""
        self =
            switch try row.word("state", as: JobStateName.self) {
            case .queued: .queued
            case .running: .running
            case .waitingForInput: .waitingForInput
            case .retryWait: .retryWait(until: try row.time("not_before"))
            case .completed: .completed(try row.word("outcome"))
            case .failed: .failed(reason: note)
            case .rejected: .rejected(reason: note)
            case .superseded: .superseded(reason: note)
            case .cancelled: .cancelled
            }
    }
}
