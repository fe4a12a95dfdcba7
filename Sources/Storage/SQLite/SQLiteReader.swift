internal import Synchronization

/// One read-only connection to a SQLite file.
final class SQLiteReader: SnapshotReader {
    private let connection: Mutex<Connection>

    init(path: String, options: DatabaseOptions) throws(StorageError) {
        connection = Mutex(try Connection(path: path, role: .reader, options: options))
    }

    /// Runs `body` on one snapshot of the database; blocks.
    func read<R: Sendable>(_ body: @Sendable (Transaction) throws -> R) throws -> R {
        try connection.withLock { connection in
            _ = try connection.query("BEGIN")
            let transaction = Transaction(connection)
            let result = Result { try body(transaction) }
            transaction.end()
            // A failed read may have ended the snapshot already.
            if !connection.isAutocommit { _ = try connection.query("ROLLBACK") }
            return try result.get()
        }
    }
}
