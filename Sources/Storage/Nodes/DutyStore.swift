package import Identifiers

/// `duties`: what one node at a time does for all.
package struct DutyStore {
    let tx: Transaction

    /// Takes a duty, or holds it for longer; false where another node holds it.
    package func take(_ name: String, node: String, until: Timestamp, now: Timestamp) throws(StorageError) -> Bool {
        try tx.execute(
            """
            INSERT INTO duties (name, node, held_until) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET node = excluded.node, held_until = excluded.held_until
            WHERE duties.node = excluded.node OR duties.held_until < $4
            """, [.text(name), .text(node), .time(until), .time(now)]) == 1
    }

    /// Lets the next node have what this one holds.
    package func release(by node: String) throws(StorageError) {
        try tx.execute("DELETE FROM duties WHERE node = $1", [.text(node)])
    }

    /// Who holds a duty now.
    package func holder(of name: String, now: Timestamp) throws(StorageError) -> String? {
        try tx.query("SELECT node FROM duties WHERE name = $1 AND held_until >= $2", [.text(name), .time(now)])
            .first?.text("node")
    }
}
