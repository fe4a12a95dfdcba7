package import Identifiers

extension JobStore {
    /// The first job of a chain of retries, and how many there have been.
    package func retryChain(of job: Job) throws(StorageError) -> (first: Job, retries: Int) {
        var first = job
        while let earlier = first.retryOf, let found = try find(earlier) { first = found }
        let rows = try tx.query(
            """
            WITH RECURSIVE chain (id) AS (SELECT id FROM agent_jobs WHERE id = $1 UNION
                SELECT agent_jobs.id FROM agent_jobs JOIN chain ON agent_jobs.retry_of = chain.id)
            SELECT count(*) - 1 AS retries FROM chain
            """, [.job(first.id)])
        return (first, try rows.first?.int("retries") ?? 0)
    }

    /// The jobs about one issue or pull request, newest first.
    package func list(repository: RepositoryID, item number: Int, limit: Int) throws(StorageError) -> [Job] {
        var filter = JobFilter(repository: repository)
        filter.itemNumber = number
        return try list(filter, limit: limit).jobs
    }

    /// The last job of these words that somebody asked for since then: who clicks twice means one.
    package func recent(
        repository: RepositoryID, item number: Int, rule: String, actor: String, prompt: String, since: Timestamp
    ) throws(StorageError) -> Job? {
        try tx.query(
            """
            SELECT * FROM agent_jobs
            WHERE repository_id = $1 AND item_number = $2 AND rule = $3 AND actor = $4 AND prompt = $5 AND created_at >= $6
            ORDER BY created_at DESC, id DESC LIMIT 1
            """,
            [.repository(repository), .number(number), .text(rule), .text(actor), .text(prompt), .time(since)]
        ).first.map(Job.init(_:))
    }
}
