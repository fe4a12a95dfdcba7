package import Identifiers

/// What happened on GitHub, by whichever way it was told: one event may come by two webhooks, or be looked up.
extension DeliveryStore {
    /// Notes which event a delivery tells of; returns the delivery that told of it before and was acted on, by two clocks that may
    /// differ by `tolerance` where one of the two was looked up by `sweep`.
    package func identify(
        _ id: Int64, event key: String, at moment: Timestamp, sweep: String, tolerance: Duration
    ) throws(StorageError) -> DeliveryID? {
        try tx.execute(
            "UPDATE deliveries SET event_key = $2, event_at = $3 WHERE id = $1", [.integer(id), .text(key), .time(moment)])
        let twins = try tx.query(
            """
            SELECT twin.guid FROM deliveries AS twin JOIN deliveries AS own ON own.id = $1
            WHERE twin.event_key = $2 AND twin.id <> $1 AND twin.state = 'dispatched'
                AND (twin.event_at = $3
                    OR ((twin.hook = $4 OR own.hook = $4) AND twin.event_at >= $5 AND twin.event_at <= $6))
            ORDER BY twin.id LIMIT 1
            """,
            [
                .integer(id), .text(key), .time(moment), .text(sweep), .time(moment + (.zero - tolerance)),
                .time(moment + tolerance),
            ])
        return try twins.first.flatMap { row throws(StorageError) in DeliveryID(try row.text("guid")) }
    }

    /// Whether any delivery told of this event.
    package func knows(event key: String, around moment: Timestamp, tolerance: Duration) throws(StorageError) -> Bool {
        try !tx.query(
            "SELECT 1 AS known FROM deliveries WHERE event_key = $1 AND event_at >= $2 AND event_at <= $3 LIMIT 1",
            [.text(key), .time(moment + (.zero - tolerance)), .time(moment + tolerance)]
        ).isEmpty
    }
}
