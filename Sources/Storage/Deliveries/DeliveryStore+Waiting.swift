extension DeliveryStore {
    /// Whether it still waits for dispatch: another node may have been quicker.
    package func waits(_ id: Int64) throws(StorageError) -> Bool {
        try !tx.query("SELECT 1 AS waits FROM deliveries WHERE id = $1 AND state = 'received'", [.integer(id)]).isEmpty
    }

    /// Those that wait for dispatch behind row `position`, oldest first, with their bodies.
    package func nextReceived(limit: Int, after position: Int64) throws(StorageError) -> [Delivery] {
        try tx.query(
            "SELECT * FROM deliveries WHERE state = 'received' AND id > $2 ORDER BY id LIMIT $1",
            [.number(limit), .integer(position)]
        ).map(Delivery.init(_:))
    }
}
