/// What `hookbot db status` shows.
package struct DatabaseStatus: Hashable, Sendable {
    /// The file, or the server's address without its password.
    package let path: String
    package let schemaVersion: Int
    /// Bytes of the database.
    package let size: Int64
    /// Bytes of the write-ahead log beside a file.
    package let logSize: Int64
    /// The database's name and version.
    package let engine: String
    /// Whether this SQLite can lose a commit when two connections checkpoint at once; one writer keeps us clear of it.
    package let hasCheckpointRace: Bool
    package let rowCounts: [RowCount]
}
