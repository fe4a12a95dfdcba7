package import Identifiers
internal import JSON

extension JobStore {
    /// Moves a running job on; false where the attempt holds it no longer or the step is none that a running job can take.
    package func transition(
        _ fence: Fence, to state: JobState, note: String? = nil, actor: String? = nil, now: Timestamp
    ) throws(StorageError) -> Bool {
        guard let current = try find(fence.job), current.fence == fence,
            let next = current.state.after(JobEvent(leadingTo: state))
        else { return false }
        return try store(next, of: current, note: note, actor: actor ?? current.lease?.node ?? "worker", now: now)
    }

    /// Moves on a job that nobody runs, as when a person answers or its pull request is closed; false where one runs it, or
    /// where the event cannot happen to it.
    package func apply(
        _ event: JobEvent, to job: JobID, note: String? = nil, actor: String, now: Timestamp
    ) throws(StorageError) -> Bool {
        guard let current = try find(job), current.state != .running, event != .claimed,
            let next = current.state.after(event)
        else { return false }
        return try store(next, of: current, note: note, actor: actor, now: now)
    }

    /// Lets a running job go until `moment`.
    package func reschedule(_ fence: Fence, at moment: Timestamp, note: String, now: Timestamp) throws(StorageError) -> Bool {
        try transition(fence, to: .retryWait(until: moment), note: note, now: now)
    }

    /// Gives a job back because this node stops: neither an attempt is used up nor a crash counted.
    package func interrupt(_ fence: Fence, note: String = "interrupted", now: Timestamp) throws(StorageError) -> Bool {
        guard try transition(fence, to: .queued, note: note, now: now) else { return false }
        try tx.execute("UPDATE agent_jobs SET max_attempts = max_attempts + 1 WHERE id = $1", [.job(fence.job)])
        return true
    }

    /// Compare-and-set on state, attempt and token, with its line in the audit log.
    private func store(
        _ next: JobState, of job: Job, note: String?, actor: String, now: Timestamp
    ) throws(StorageError) -> Bool {
        let note = next.reason ?? note
        let changed = try tx.execute(
            """
            UPDATE agent_jobs SET state = $5, status = $6, outcome = $7, state_note = $8, not_before = $9, error = $10,
                completed_at = $11, updated_at = $12, pid = NULL, lease_node = NULL, lease_token = NULL, lease_until = NULL
            WHERE id = $1 AND attempt = $2 AND COALESCE(lease_token, '') = $3 AND state = $4
            """,
            [
                .job(job.id), .number(job.attempt), .text(job.lease?.token ?? ""), .text(job.state.name.rawValue),
                .text(next.name.rawValue), .text(next.s1Status.rawValue), .string(next.outcome?.rawValue), .string(note),
                .time(next.notBefore), .string(next.reason), .time(next.isTerminal ? now : nil), .time(now),
            ])
        guard changed == 1 else { return false }
        try tx.audit.append(
            actor: actor, action: "job.\(next.name.rawValue)", subject: .job(job.id),
            details: [
                "from": .string(job.state.name.rawValue), "attempt": .integer(Int64(job.attempt)), "note": JSONValue(note),
                "outcome": JSONValue(next.outcome?.rawValue),
            ], now: now)
        return true
    }
}
