package import Identifiers

/// `nodes`.
package struct NodeStore {
    let tx: Transaction

    /// Records a node's start.
    package func register(_ node: Node) throws(StorageError) {
        try tx.execute(
            """
            INSERT INTO nodes (id, boot_id, pid, pid_started, version, started_at, heartbeat_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (id) DO UPDATE SET boot_id = excluded.boot_id, pid = excluded.pid, pid_started = excluded.pid_started,
                version = excluded.version, started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at
            """,
            [
                .text(node.id), .text(node.bootID), .number(node.pid), .integer(node.pidStarted), .text(node.version),
                .time(node.startedAt), .time(node.heartbeatAt),
            ])
    }

    package func heartbeat(_ id: String, now: Timestamp) throws(StorageError) {
        try tx.execute("UPDATE nodes SET heartbeat_at = $2 WHERE id = $1", [.text(id), .time(now)])
    }

    package func list() throws(StorageError) -> [Node] {
        try tx.query("SELECT * FROM nodes ORDER BY started_at, id").map(Node.init(_:))
    }

    package func remove(_ id: String) throws(StorageError) {
        try tx.execute("DELETE FROM nodes WHERE id = $1", [.text(id)])
    }
}
