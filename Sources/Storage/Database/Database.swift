@preconcurrency internal import Dispatch
internal import Synchronization

/// What holds everything HookBot must not forget: a SQLite file of one process, or a PostgreSQL server that several nodes share.
package final class Database: Sendable {
    package let location: StorageLocation
    private let lock: Mutex<DatabaseLock?>
    private let writer: Writer
    package let view: DatabaseView
    private let subscribers = CommitSubscribers()
    private let foreign = CommitSubscribers()
    private let listener: PostgresListener?

    /// The file, or the server's address without its password.
    package var path: String { location.description }

    package static func open(path: String, options: DatabaseOptions = .init()) async throws(StorageError) -> Database {
        try await open(.file(path), options: options)
    }

    /// Opens or creates the database and brings its schema up to date. A damaged file, one of a newer version, and one that another
    /// process has open are refused and left as they are.
    package static func open(_ location: StorageLocation, options: DatabaseOptions = .init()) async throws(StorageError)
        -> Database
    {
        try await blocking { () throws(StorageError) in try Database(location, options: options) }
    }

    private init(_ location: StorageLocation, options: DatabaseOptions) throws(StorageError) {
        self.location = location
        let committed: @Sendable () -> Void = { [subscribers] in subscribers.announce() }
        switch location {
        case .file(let path):
            try DatabaseFile.requireLocalFileSystem(path)
            lock = Mutex(try DatabaseLock(database: path))
            try DatabaseFile.create(path)
            try DatabaseInspection.require(path: path, options: options)
            writer = Writer(
                try SQLiteCommitter(path: path, options: options), batchLimit: options.batchLimit, committed: committed)
            view = try DatabaseView(location, options: options)
            listener = nil
        case .server(let target):
            lock = Mutex(nil)
            let server = PostgresServer(target, options: options)
            // Drawn for each process: a node that starts anew must hear what its predecessor committed last.
            let sender = String(UInt64.random(in: .min ... .max), radix: 16)
            writer = Writer(
                try PostgresCommitter(server, sender: sender), batchLimit: options.batchLimit, committed: committed)
            view = try DatabaseView(location, options: options)
            listener = PostgresListener(server, except: sender) { [subscribers, foreign] in
                subscribers.announce()
                foreign.announce()
            }
        }
    }

    /// Whether other nodes may work on it at the same time.
    package var isShared: Bool { listener != nil }

    /// Runs `body` in a transaction and returns once it is on disk. What `body` throws undoes its own changes only, although
    /// several writes share one commit; `body` runs on the writer's thread, must not wait for anything, and may be run again where
    /// the connection to a server broke before its end.
    package func write<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            let write = PendingWrite(body, continuation)
            if !writer.submit(write) { write.finish(.closed) }
        }
    }

    /// Runs `body` on one snapshot; a statement that writes is refused.
    package func read<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await view.read(body)
    }

    /// An element after each commit that changed something, of another node too; commits that come faster than they are listened to
    /// are one element.
    package func commits() -> AsyncStream<Void> { subscribers.subscribe() }

    /// An element after each commit of another node, or a time in which one may have been missed.
    package func commitsElsewhere() -> AsyncStream<Void> { foreign.subscribe() }

    /// Waits for what runs, then closes the readers, empties the log into the file and lets the next process in.
    package func close() async {
        listener?.close()
        await view.close()
        await writer.close()
        subscribers.finish()
        foreign.finish()
        lock.withLock { $0 = nil }
    }

    /// Runs a call that blocks on a thread of its own.
    static func blocking<R: Sendable>(
        _ body: @escaping @Sendable () throws(StorageError) -> R
    ) async throws(StorageError) -> R {
        let result: Result<R, StorageError> = await withCheckedContinuation { continuation in
            DispatchQueue(label: "hookbot.storage.maintenance").async {
                continuation.resume(returning: Result(catching: body))
            }
        }
        return try result.get()
    }
}
