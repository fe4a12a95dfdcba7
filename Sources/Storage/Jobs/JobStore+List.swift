package import Identifiers

extension JobStore {
    /// Newest first; `total` counts every page.
    package func list(_ filter: JobFilter = .init(), limit: Int = 50, offset: Int = 0) throws(StorageError) -> JobPage {
        let rows = try tx.query(
            """
            SELECT * FROM agent_jobs
            WHERE state IN ($1, $2, $3, $4, $5, $6, $7, $8, $9) AND (repository_id = $10 OR $10 IS NULL)
                AND (client_id = $11 OR $11 IS NULL) AND (feature_id = $12 OR $12 IS NULL)
                AND (item_number = $13 OR $13 IS NULL) AND (concurrency_group = $14 OR $14 IS NULL)
                AND (rule = $15 OR $15 IS NULL)
            ORDER BY created_at DESC, id DESC LIMIT $16 OFFSET $17
            """, filter.arguments + [.number(max(0, limit)), .number(max(0, offset))])
        return JobPage(jobs: try rows.map(Job.init(_:)), total: try total(filter))
    }

    /// How many there are on all pages; where only states are chosen they are counted already.
    private func total(_ filter: JobFilter) throws(StorageError) -> Int {
        if filter.choosesStatesOnly {
            return try counts().reduce(0) { $0 + (filter.states.isEmpty || filter.states.contains($1.key) ? $1.value : 0) }
        }
        return try tx.query(
            """
            SELECT count(*) AS total FROM agent_jobs
            WHERE state IN ($1, $2, $3, $4, $5, $6, $7, $8, $9) AND (repository_id = $10 OR $10 IS NULL)
                AND (client_id = $11 OR $11 IS NULL) AND (feature_id = $12 OR $12 IS NULL)
                AND (item_number = $13 OR $13 IS NULL) AND (concurrency_group = $14 OR $14 IS NULL)
                AND (rule = $15 OR $15 IS NULL)
            """, filter.arguments
        ).first?.int("total") ?? 0
    }

    /// Those in line, in the order in which they would be claimed if nothing else limited them.
    package func queue(limit: Int = 1000) throws(StorageError) -> [Job] {
        try tx.query(
            """
            SELECT * FROM agent_jobs WHERE state IN ('queued', 'retry_wait')
            ORDER BY priority DESC, created_at, id LIMIT $1
            """, [.number(limit)]
        ).map(Job.init(_:))
    }

    /// Its place in line, from 1; nil where it is not in line.
    package func position(_ id: JobID) throws(StorageError) -> Int? {
        let rows = try tx.query(
            """
            SELECT (SELECT count(*) FROM agent_jobs AS ahead WHERE ahead.state IN ('queued', 'retry_wait')
                AND (ahead.priority > job.priority OR (ahead.priority = job.priority
                    AND (ahead.created_at, ahead.id) <= (job.created_at, job.id)))) AS position
            FROM agent_jobs AS job WHERE job.id = $1 AND job.state IN ('queued', 'retry_wait')
            """, [.job(id)])
        return try rows.first?.int("position")
    }

    /// How many jobs are in each state; a state without jobs is missing.
    package func counts() throws(StorageError) -> [JobStateName: Int] {
        var counts: [JobStateName: Int] = [:]
        for row in try tx.query("SELECT state, jobs FROM job_counts WHERE jobs > 0") {
            counts[try row.word("state")] = try row.int("jobs")
        }
        return counts
    }

    /// When the next job that waits for a moment may be claimed.
    package func nextDue() throws(StorageError) -> Timestamp? {
        try tx.query(
            """
            SELECT min(not_before) AS due FROM agent_jobs WHERE state IN ('queued', 'retry_wait') AND NOT EXISTS (
                SELECT 1 FROM item_pauses
                WHERE item_pauses.repository_id = agent_jobs.repository_id AND item_pauses.number = agent_jobs.item_number)
            """
        ).first?.optionalTime("due")
    }
}
