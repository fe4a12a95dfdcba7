package import Identifiers

/// `shared_keys`: keys that every node of a shared database must have.
package struct SharedKeyStore {
    let tx: Transaction

    /// The key of this name: the first one that any node proposed.
    package func agree(on name: String, proposing key: Secret) throws(StorageError) -> Secret {
        try tx.execute(
            "INSERT INTO shared_keys (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
            [.text(name), .text(key.exposedText)])
        let rows = try tx.query("SELECT value FROM shared_keys WHERE name = $1", [.text(name)])
        guard let row = rows.first else { throw .unreadableRow("a key was neither stored nor known") }
        return Secret(try row.text("value"))
    }
}
