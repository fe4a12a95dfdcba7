package import Identifiers

extension JobStore {
    /// Ends a job that nobody runs, or asks whoever runs it to stop.
    package func requestCancel(_ id: JobID, by actor: String, now: Timestamp) throws(StorageError) -> CancelOutcome {
        guard let job = try find(id) else { return .notFound }
        if job.state.isTerminal { return .alreadyFinished }
        if job.cancelRequestedAt == nil {
            try tx.execute(
                "UPDATE agent_jobs SET cancel_requested_at = $2, cancel_requested_by = $3, updated_at = $2 WHERE id = $1",
                [.job(id), .time(now), .text(actor)])
        }
        if job.state != .running {
            return try apply(.cancelled, to: id, note: "cancelled by \(actor)", actor: actor, now: now) ? .cancelled : .notFound
        }
        if job.cancelRequestedAt == nil {
            try tx.audit.append(actor: actor, action: "job.cancel_requested", subject: .job(id), now: now)
        }
        return .requested
    }
}
