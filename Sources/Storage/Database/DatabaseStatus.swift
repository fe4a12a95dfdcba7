/// What `hookbot db status` shows.
package struct DatabaseStatus: Hashable, Sendable {
    package let path: String
    package let schemaVersion: Int
    /// Bytes of the database file.
    package let fileSize: Int64
    /// Bytes of the write-ahead log.
    package let logSize: Int64
    package let sqliteVersion: String
    /// Whether this SQLite can lose a commit when two connections checkpoint at once; one writer keeps us clear of it.
    package let hasCheckpointRace: Bool
    package let rowCounts: [RowCount]
}
