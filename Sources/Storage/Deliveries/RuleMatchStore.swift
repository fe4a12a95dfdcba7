package import Identifiers

/// `rule_matches`: one row for each delivery and each rule or command that looked at it.
package struct RuleMatchStore {
    let tx: Transaction

    /// Records a decision; one made again, after a delivery was put back in line, replaces the first.
    package func record(_ match: RuleMatch) throws(StorageError) {
        try tx.execute(
            """
            INSERT INTO rule_matches (delivery_id, kind, name, matched, explanation, job_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (delivery_id, kind, name) DO UPDATE SET matched = excluded.matched,
                explanation = excluded.explanation, job_id = COALESCE(excluded.job_id, rule_matches.job_id),
                created_at = excluded.created_at
            """,
            [
                .integer(match.delivery), .text(match.kind.rawValue), .text(match.name), .flag(match.matched),
                .json(match.explanation), .job(match.job), .time(match.createdAt),
            ])
    }

    /// In the order they were recorded.
    package func list(delivery: Int64) throws(StorageError) -> [RuleMatch] {
        try tx.query("SELECT * FROM rule_matches WHERE delivery_id = $1 ORDER BY id", [.integer(delivery)])
            .map(RuleMatch.init(_:))
    }

    package func list(job: JobID) throws(StorageError) -> [RuleMatch] {
        try tx.query("SELECT * FROM rule_matches WHERE job_id = $1 ORDER BY id", [.job(job)]).map(RuleMatch.init(_:))
    }
}
