extension DeliveryStore {
    /// Those that wait for dispatch behind row `position`, oldest first, with their bodies.
    package func nextReceived(limit: Int, after position: Int64) throws(StorageError) -> [Delivery] {
        try tx.query(
            "SELECT * FROM deliveries WHERE state = 'received' AND id > $2 ORDER BY id LIMIT $1",
            [.number(limit), .integer(position)]
        ).map(Delivery.init(_:))
    }
}
