internal import Identifiers
internal import Storage

enum JobCancellation {
    /// Ends a job that nobody runs and tells so on GitHub, or asks whoever runs it to stop; part of the caller's transaction.
    static func cancel(
        _ id: JobID, by actor: String, _ context: EngineContext, _ tx: Transaction, _ now: Timestamp
    ) throws -> CancelOutcome {
        let outcome = try tx.jobs.requestCancel(id, by: actor, now: now)
        guard outcome == .cancelled, let ended = try tx.jobs.find(id) else { return outcome }
        let result = try JobResult(tx, job: ended, now: now)
        for write in JobAnnouncement(context: context, job: ended).atEnd(.cancelled(by: actor), result) {
            try tx.writes.enqueue(write, now: now)
        }
        return outcome
    }
}
