@preconcurrency internal import Dispatch
internal import Synchronization

/// The one connection that writes. Writes that wait together share one transaction and one sync to disk, each in a savepoint
/// of its own; nobody is told of success before COMMIT has returned.
final class Writer: Sendable {
    private let queue = DispatchQueue(label: "hookbot.storage.writer")
    private let backlog = Mutex(Backlog())
    /// Touched by the queue only; nil after a failure that leaves its state in doubt, until it is opened anew.
    private let connection: Mutex<Connection?>
    private let path: String
    private let options: DatabaseOptions
    private let committed: @Sendable () -> Void

    private struct Backlog {
        var waiting: [PendingWrite] = []
        var isDraining = false
        var isClosed = false
    }

    /// Opens the file and brings its schema up to date; blocks.
    init(path: String, options: DatabaseOptions, committed: @escaping @Sendable () -> Void) throws(StorageError) {
        self.path = path
        self.options = options
        self.committed = committed
        let connection = try Connection(path: path, role: .writer(checkpointPages: options.checkpointPages), options: options)
        try Migration.apply(Migration.all, on: connection)
        self.connection = Mutex(connection)
    }

    /// Takes a write in; false once the writer is closed.
    func submit(_ write: PendingWrite) -> Bool {
        let (accepted, startsDraining) = backlog.withLock { backlog in
            if backlog.isClosed { return (false, false) }
            backlog.waiting.append(write)
            defer { backlog.isDraining = true }
            return (true, !backlog.isDraining)
        }
        if startsDraining { queue.async { self.drain() } }
        return accepted
    }

    /// Finishes what was submitted, copies the log into the database and closes it.
    func close() async {
        backlog.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            queue.async {
                self.connection.withLock { connection in
                    // A checkpoint that fails loses nothing: the log is read again at the next start.
                    _ = try? connection?.run("PRAGMA wal_checkpoint(TRUNCATE)")
                    connection = nil
                }
                continuation.resume()
            }
        }
    }

    private func drain() {
        while let batch = nextBatch() {
            let (failure, changed) = perform(batch)
            for write in batch { write.finish(failure) }
            if changed { committed() }
        }
    }

    private func nextBatch() -> [PendingWrite]? {
        backlog.withLock { backlog in
            if backlog.waiting.isEmpty {
                backlog.isDraining = false
                return nil
            }
            let batch = Array(backlog.waiting.prefix(options.batchLimit))
            backlog.waiting.removeFirst(batch.count)
            return batch
        }
    }

    private func perform(_ batch: [PendingWrite]) -> (failure: StorageError?, changed: Bool) {
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
