package import Identifiers

/// `clients`.
package struct ClientStore {
    let tx: Transaction

    package func find(_ id: String) throws(StorageError) -> Client? {
        try tx.query("SELECT * FROM clients WHERE id = $1", [.text(id)]).first.map(Client.init(_:))
    }

    /// All of them by name.
    package func list() throws(StorageError) -> [Client] {
        try tx.query("SELECT * FROM clients ORDER BY name, id").map(Client.init(_:))
    }

    /// The client that stands for an owner on a git host, made when it is first asked for.
    package func ofOwner(_ owner: String, provider: String, now: Timestamp) throws(StorageError) -> Client {
        let found = try tx.query(
            "SELECT * FROM clients WHERE provider = $1 AND lower(owner_name) = lower($2)", [.text(provider), .text(owner)])
        if let row = found.first { return try Client(row) }
        let made = try tx.query(
            """
            INSERT INTO clients (id, name, provider, owner_name, created_at) VALUES ($1, $2, $3, $2, $4) RETURNING *
            """, [.text(tx.newID(now)), .text(owner), .text(provider), .time(now)])
        guard let row = made.first else { throw .unreadableRow("an inserted client was not returned") }
        return try Client(row)
    }
}
