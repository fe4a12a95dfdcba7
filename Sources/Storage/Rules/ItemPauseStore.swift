package import Identifiers

/// `item_pauses`: issues and pull requests whose jobs wait and for which nothing is begun.
package struct ItemPauseStore {
    let tx: Transaction

    package func find(_ repository: RepositoryID, _ number: Int) throws(StorageError) -> ItemPause? {
        try tx.query(
            "SELECT actor, paused_at FROM item_pauses WHERE repository_id = $1 AND number = $2",
            [.repository(repository), .number(number)]
        ).first.map { row throws(StorageError) in
            ItemPause(actor: try row.text("actor"), pausedAt: try row.time("paused_at"))
        }
    }

    /// The first pause stays where there is one.
    package func begin(_ repository: RepositoryID, _ number: Int, by actor: String, now: Timestamp) throws(StorageError) {
        try tx.execute(
            """
            INSERT INTO item_pauses (repository_id, number, actor, paused_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (repository_id, number) DO NOTHING
            """, [.repository(repository), .number(number), .text(actor), .time(now)])
    }

    /// Whether there was a pause to end.
    package func end(_ repository: RepositoryID, _ number: Int) throws(StorageError) -> Bool {
        try tx.execute(
            "DELETE FROM item_pauses WHERE repository_id = $1 AND number = $2", [.repository(repository), .number(number)]) > 0
    }
}
