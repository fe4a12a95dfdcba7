extension DeliveryStore {
    /// Notes which issue or pull request a delivery is about, as `owner/name#12`.
    package func note(item: String, of delivery: Int64) throws(StorageError) {
        try tx.execute("UPDATE deliveries SET item = $2 WHERE id = $1", [.integer(delivery), .text(item)])
    }

    /// The last deliveries about an issue or pull request before this one, newest first, without their bodies.
    package func last(about item: String, before delivery: Int64, limit: Int) throws(StorageError) -> [Delivery] {
        try tx.query(
            """
            SELECT id, hook, guid, source, event, action, headers, body_size, NULL AS body, body_sha256, secret_label, received_at,
                state, note, dispatched_at, dispatch_attempts
            FROM deliveries WHERE item = $1 AND id < $2 ORDER BY id DESC LIMIT $3
            """, [.text(item), .integer(delivery), .number(limit)]
        ).map(Delivery.init(_:))
    }
}
