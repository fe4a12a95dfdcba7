package import Identifiers

/// `rule_starts`: one row for each rule and what it was carried out for.
package struct RuleStartStore {
    let tx: Transaction

    package func last(rule: String, scope: String) throws(StorageError) -> RuleStart? {
        try tx.query(
            "SELECT started_at, delivery_id FROM rule_starts WHERE rule = $1 AND scope = $2", [.text(rule), .text(scope)]
        ).first.map { row throws(StorageError) in
            RuleStart(startedAt: try row.time("started_at"), delivery: try row.optionalInteger("delivery_id"))
        }
    }

    /// Forgets when a rule was carried out that rests no longer; what belongs to its schedule stays.
    package func prune(rule: String, before moment: Timestamp, limit: Int) throws(StorageError) -> Int {
        try tx.execute(
            """
            DELETE FROM rule_starts WHERE rule = $1 AND scope IN (
                SELECT scope FROM rule_starts WHERE rule = $1 AND started_at <= $2 AND scope NOT LIKE 'schedule:%'
                ORDER BY scope LIMIT $3)
            """, [.text(rule), .time(moment), .number(limit)])
    }

    package func record(rule: String, scope: String, delivery: Int64?, now: Timestamp) throws(StorageError) {
        try tx.execute(
            """
            INSERT INTO rule_starts (rule, scope, started_at, delivery_id) VALUES ($1, $2, $3, $4)
            ON CONFLICT (rule, scope) DO UPDATE SET started_at = excluded.started_at, delivery_id = excluded.delivery_id
            """, [.text(rule), .text(scope), .time(now), .wide(delivery)])
    }
}
