/// What one statement gave.
package struct PostgresResult: Sendable {
    package let rows: [PostgresRow]
    /// Rows that the statement inserted, changed or deleted, by its command tag; 0 for any other statement.
    package let changed: Int
    /// What the server says it did: `COMMIT` of a transaction that had failed answers `ROLLBACK`.
    package let tag: String
}
