package import Identifiers

extension DeliveryStore {
    package func find(id: Int64) throws(StorageError) -> Delivery? {
        try tx.query("SELECT * FROM deliveries WHERE id = $1", [.integer(id)]).first.map(Delivery.init(_:))
    }

    /// The newest one with this GUID, whichever hook received it.
    package func find(guid: DeliveryID) throws(StorageError) -> Delivery? {
        try tx.query("SELECT * FROM deliveries WHERE guid = $1 ORDER BY id DESC LIMIT 1", [.text(guid.description)])
            .first.map(Delivery.init(_:))
    }

    package func find(hook: String, guid: DeliveryID) throws(StorageError) -> Delivery? {
        try tx.query("SELECT * FROM deliveries WHERE hook = $1 AND guid = $2", [.text(hook), .text(guid.description)])
            .first.map(Delivery.init(_:))
    }

    /// Whether any hook received it.
    package func contains(_ guid: DeliveryID) throws(StorageError) -> Bool {
        try !tx.query("SELECT 1 AS known FROM deliveries WHERE guid = $1 LIMIT 1", [.text(guid.description)]).isEmpty
    }

    /// The newest ones before row `before`, without their bodies.
    package func list(limit: Int, before: Int64? = nil) throws(StorageError) -> [Delivery] {
        try tx.query(
            """
            SELECT id, hook, guid, source, event, action, headers, NULL AS body, body_size, body_sha256, secret_label,
                received_at, state, note, dispatched_at, dispatch_attempts
            FROM deliveries WHERE id < $1 ORDER BY id DESC LIMIT $2
            """, [.integer(before ?? .max), .number(limit)]
        ).map(Delivery.init(_:))
    }

    /// How many deliveries of this event had this very body since then: more than one GUID for one body smells of a replay.
    package func countSimilarBody(event: String, sha256: String, since: Timestamp) throws(StorageError) -> Int {
        try tx.query(
            "SELECT count(*) AS count FROM deliveries WHERE body_sha256 = $1 AND event = $2 AND received_at >= $3",
            [.text(sha256), .text(event), .time(since)]
        ).first?.int("count") ?? 0
    }

    package func counts() throws(StorageError) -> [DeliveryState: Int] {
        var counts: [DeliveryState: Int] = [:]
        for row in try tx.query("SELECT state, count(*) AS count FROM deliveries GROUP BY state") {
            counts[try row.word("state")] = try row.int("count")
        }
        return counts
    }

    /// Forgets deliveries that were received before `moment` and wait no longer, at most `limit` at a time; jobs stay.
    package func prune(before moment: Timestamp, limit: Int) throws(StorageError) -> Int {
        try tx.execute(
            """
            DELETE FROM deliveries WHERE id IN (
                SELECT id FROM deliveries WHERE received_at < $1 AND state <> 'received' ORDER BY id LIMIT $2)
            """, [.time(moment), .number(limit)])
    }
}
