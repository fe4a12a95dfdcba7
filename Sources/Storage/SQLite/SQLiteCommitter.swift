internal import Synchronization

/// The one connection that writes to a SQLite file: a transaction for each batch, a savepoint for each write in it.
final class SQLiteCommitter: BatchCommitter {
    /// Nil after a failure that leaves its state in doubt, until it is opened anew.
    private let connection: Mutex<Connection?>
    private let path: String
    private let options: DatabaseOptions

    /// Opens the file and brings its schema up to date; blocks.
    init(path: String, options: DatabaseOptions) throws(StorageError) {
        self.path = path
        self.options = options
        let connection = try Connection(path: path, role: .writer(checkpointPages: options.checkpointPages), options: options)
        try Migration.apply(Migration.all, on: connection)
        self.connection = Mutex(connection)
    }

    /// Copies the log into the database and closes it.
    func close() {
        connection.withLock { connection in
            // A checkpoint that fails loses nothing: the log is read again at the next start.
            _ = try? connection?.run("PRAGMA wal_checkpoint(TRUNCATE)")
            connection = nil
        }
    }

    func perform(_ batch: [PendingWrite]) -> (failure: StorageError?, changed: Bool) {
        connection.withLock { connection in
            do throws(StorageError) {
                let current: Connection
                if let connection {
                    current = connection
                } else {
                    current = try Connection(
                        path: path, role: .writer(checkpointPages: options.checkpointPages), options: options)
                    connection = current
                }
                let before = current.totalChanges
                try Self.runTogether(batch, on: current)
                return (nil, current.totalChanges != before)
            } catch {
                // Whatever state the connection is in: closing it undoes what was not committed.
                connection = nil
                return (error, false)
            }
        }
    }

    private static func runTogether(_ batch: [PendingWrite], on connection: Connection) throws(StorageError) {
        _ = try connection.query("BEGIN IMMEDIATE")
        for write in batch {
            _ = try connection.query("SAVEPOINT one")
            let transaction = Transaction(connection)
            let failure = write.run(transaction)
            transaction.end()
            if connection.isAutocommit {
                // SQLite has undone the whole transaction: nobody's work is stored.
                throw failure as? StorageError ?? .failed(code: 0, detail: "the transaction was undone")
            }
            if failure != nil { _ = try connection.query("ROLLBACK TO one") }
            _ = try connection.query("RELEASE one")
        }
        do { _ = try connection.query("COMMIT") } catch { throw .commitUnknown("\(error)") }
    }
}
