package import Identifiers

extension JobStore {
    /// Whether the attempt still holds the job.
    package func holds(_ fence: Fence) throws(StorageError) -> Bool {
        try !tx.query(
            "SELECT 1 AS held FROM agent_jobs WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running'",
            fence.arguments
        ).isEmpty
    }

    /// Throws `.fenced` unless the attempt still holds the job.
    package func require(_ fence: Fence) throws(StorageError) {
        guard try holds(fence) else { throw .fenced(fence.job) }
    }

    /// False once the attempt has lost the job: it must stop at once.
    package func renewLease(_ fence: Fence, until: Timestamp) throws(StorageError) -> Bool {
        try tx.execute(
            """
            UPDATE agent_jobs SET lease_until = $4
            WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running'
            """, fence.arguments + [.time(until)]) == 1
    }

    /// Whether somebody asked for the running attempt to stop; throws `.fenced` where it no longer runs.
    package func cancelRequested(_ fence: Fence) throws(StorageError) -> Bool {
        let rows = try tx.query(
            """
            SELECT cancel_requested_at FROM agent_jobs
            WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running'
            """, fence.arguments)
        guard let row = rows.first else { throw .fenced(fence.job) }
        return try row.optionalTime("cancel_requested_at") != nil
    }

    /// Takes jobs from workers that gave no sign of life in time; returns each with its new state.
    package func releaseExpired(now: Timestamp, crashLimit: Int = 3) throws(StorageError) -> [ReleasedJob] {
        let rows = try tx.query(
            "SELECT * FROM agent_jobs WHERE state = 'running' AND lease_until < $1 ORDER BY lease_until, id", [.time(now)])
        return try release(rows, crashLimit: crashLimit, now: now)
    }

    /// Takes jobs from a node known to be dead.
    package func releaseOwned(byDeadNode node: String, now: Timestamp, crashLimit: Int = 3) throws(StorageError)
        -> [ReleasedJob]
    {
        let rows = try tx.query(
            "SELECT * FROM agent_jobs WHERE state = 'running' AND lease_node = $1 ORDER BY lease_until, id", [.text(node)])
        return try release(rows, crashLimit: crashLimit, now: now)
    }

    /// Back in line with the attempt counted as a crash; cancelled where that had been asked for; parked as failed at the limit.
    private func release(_ rows: [Row], crashLimit: Int, now: Timestamp) throws(StorageError) -> [ReleasedJob] {
        var released: [ReleasedJob] = []
        for row in rows {
            let job = try Job(row)
            guard let fence = job.fence else { continue }
            try tx.execute("UPDATE agent_jobs SET crashes = crashes + 1 WHERE id = $1", [.job(job.id)])
            let next: JobState
            if job.cancelRequestedAt != nil {
                next = .cancelled
            } else if job.crashes + 1 >= crashLimit {
                next = .failed(reason: "poisoned: the worker died \(job.crashes + 1) times with this job")
            } else {
                next = .queued
            }
            guard try transition(fence, to: next, note: "the worker was lost", actor: "recovery", now: now) else { continue }
            released.append(ReleasedJob(id: job.id, attempt: job.attempt, crashes: job.crashes + 1, state: next))
        }
        return released
    }
}
