package import Identifiers

/// `features`.
package struct FeatureStore {
    let tx: Transaction

    package func insert(title: String, client: String? = nil, now: Timestamp) throws(StorageError) -> Feature {
        let rows = try tx.query(
            "INSERT INTO features (id, title, client_id, created_at) VALUES ($1, $2, $3, $4) RETURNING *",
            [.text(tx.newID(now)), .text(title), .string(client), .time(now)])
        guard let row = rows.first else { throw .unreadableRow("a stored feature was not returned") }
        return try Feature(row)
    }

    package func find(_ id: String) throws(StorageError) -> Feature? {
        try tx.query("SELECT * FROM features WHERE id = $1", [.text(id)]).first.map(Feature.init(_:))
    }
}
