package import Identifiers

/// `bot_answers`: when rules were carried out for another bot, by what it spoke about.
package struct BotAnswerStore {
    let tx: Transaction

    /// How often since then, not counting one delivery.
    package func count(scope: String, since moment: Timestamp, without delivery: Int64) throws(StorageError) -> Int {
        try tx.query(
            "SELECT count(*) AS count FROM bot_answers WHERE scope = $1 AND answered_at > $2 AND delivery_id <> $3",
            [.text(scope), .time(moment), .integer(delivery)]
        ).first?.int("count") ?? 0
    }

    /// Forgets what counts no longer.
    package func prune(before moment: Timestamp, limit: Int) throws(StorageError) -> Int {
        try tx.execute(
            """
            DELETE FROM bot_answers WHERE delivery_id IN (
                SELECT delivery_id FROM bot_answers WHERE answered_at <= $1 ORDER BY delivery_id LIMIT $2)
            """, [.time(moment), .number(limit)])
    }

    /// Forgets what is older than the time that counts.
    package func record(scope: String, delivery: Int64, forgetBefore moment: Timestamp, now: Timestamp) throws(StorageError) {
        try tx.execute("DELETE FROM bot_answers WHERE scope = $1 AND answered_at <= $2", [.text(scope), .time(moment)])
        try tx.execute(
            """
            INSERT INTO bot_answers (scope, delivery_id, answered_at) VALUES ($1, $2, $3)
            ON CONFLICT (scope, delivery_id) DO NOTHING
            """, [.text(scope), .integer(delivery), .time(now)])
    }
}
