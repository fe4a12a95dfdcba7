package import Identifiers

/// `agent_job_messages`: a job's log, numbered from 1 without gaps.
package struct LogStore {
    let tx: Transaction

    /// Appends in order; returns the number of the last entry the job has then.
    @discardableResult
    package func append(_ entries: [NewLogEntry], to job: JobID, now: Timestamp) throws(StorageError) -> Int64 {
        var sequence = try lastSequence(job)
        for entry in entries {
            sequence += 1
            try tx.execute(
                """
                INSERT INTO agent_job_messages (job_id, sequence, type, level, event, content, fields, run_id, step, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """,
                [
                    .job(job), .integer(sequence), .text(entry.stream.rawValue), .text(entry.level.rawValue),
                    .string(entry.event), .text(entry.content), .json(entry.fields), .wide(entry.run), .string(entry.step),
                    .time(now),
                ])
        }
        return sequence
    }

    @discardableResult
    package func append(_ entry: NewLogEntry, to job: JobID, now: Timestamp) throws(StorageError) -> Int64 {
        try append([entry], to: job, now: now)
    }

    /// The oldest entries after number `sequence`.
    package func read(_ job: JobID, after sequence: Int64 = 0, limit: Int = 1000) throws(StorageError) -> [LogEntry] {
        try tx.query(
            "SELECT * FROM agent_job_messages WHERE job_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3",
            [.job(job), .integer(sequence), .number(limit)]
        ).map(LogEntry.init(_:))
    }

    /// 0 for a job without entries.
    package func lastSequence(_ job: JobID) throws(StorageError) -> Int64 {
        try tx.query("SELECT COALESCE(max(sequence), 0) AS last FROM agent_job_messages WHERE job_id = $1", [.job(job)])
            .first?.integer("last") ?? 0
    }

    /// Forgets the logs of jobs that ended before `moment`, at most `limit` entries at a time.
    package func prune(endedBefore moment: Timestamp, limit: Int) throws(StorageError) -> Int {
        try tx.execute(
            """
            DELETE FROM agent_job_messages WHERE id IN (
                SELECT agent_job_messages.id FROM agent_job_messages
                JOIN agent_jobs ON agent_jobs.id = agent_job_messages.job_id
                WHERE agent_jobs.completed_at < $1 LIMIT $2)
            """, [.time(moment), .number(limit)])
    }
}
