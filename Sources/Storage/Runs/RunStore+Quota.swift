package import Identifiers

extension RunStore {
    /// When runs with an account were started since a moment, oldest first.
    package func starts(account: String, since: Timestamp) throws(StorageError) -> [Timestamp] {
        try tx.query(
            "SELECT started_at FROM agent_runs WHERE account = $1 AND started_at >= $2 ORDER BY started_at",
            [.text(account), .time(since)]
        ).map { row throws(StorageError) in try row.time("started_at") }
    }

    /// What the runs with an account cost that ended since a moment, in US dollars.
    package func spend(account: String, since: Timestamp) throws(StorageError) -> Double {
        try tx.query(
            "SELECT COALESCE(sum(cost_usd), 0.0) AS cost FROM agent_runs WHERE account = $1 AND finished_at >= $2",
            [.text(account), .time(since)]
        ).first?.optionalReal("cost") ?? 0
    }
}
