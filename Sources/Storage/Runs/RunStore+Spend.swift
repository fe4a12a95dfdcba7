package import Identifiers

extension RunStore {
    /// What runs cost that ended since a moment or still run: all, those of a repository, or those of a rule.
    package func spend(
        since: Timestamp, repository: RepositoryID? = nil, rule: String? = nil
    ) throws(StorageError) -> RunSpend {
        let rows = try tx.query(
            """
            SELECT COALESCE(sum(CASE WHEN run.finished_at IS NOT NULL THEN run.cost_usd END), 0.0) AS spent,
                COALESCE(sum(CASE WHEN run.finished_at IS NULL THEN run.reserved_usd END), 0.0) AS reserved
            FROM agent_runs AS run JOIN agent_jobs AS job ON job.id = run.job_id
            WHERE (run.finished_at >= $1 OR run.finished_at IS NULL) AND (job.repository_id = $2 OR $2 IS NULL)
                AND (job.rule = $3 OR $3 IS NULL)
            """, [.time(since), .repository(repository), .string(rule)])
        guard let row = rows.first else { return RunSpend() }
        return RunSpend(spentUSD: try row.optionalReal("spent") ?? 0, reservedUSD: try row.optionalReal("reserved") ?? 0)
    }
}
