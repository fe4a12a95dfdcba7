@preconcurrency internal import Dispatch
internal import Synchronization

/// The SQLite file that holds everything HookBot must not forget: one writer, a few readers, one process.
package final class Database: Sendable {
    package let path: String
    private let lock: Mutex<DatabaseLock?>
    private let writer: Writer
    package let view: DatabaseView
    private let subscribers: CommitSubscribers

    /// Opens or creates the file (mode 0600), checks it and brings its schema up to date. A damaged file, one of a newer
    /// version, and one that another process has open are refused and left as they are.
    package static func open(path: String, options: DatabaseOptions = .init()) async throws(StorageError) -> Database {
        try await blocking { () throws(StorageError) in try Database(path: path, options: options) }
    }

    private init(path: String, options: DatabaseOptions) throws(StorageError) {
        self.path = path
        try DatabaseFile.requireLocalFileSystem(path)
        lock = Mutex(try DatabaseLock(database: path))
        try DatabaseFile.create(path)
        try DatabaseInspection.require(path: path, options: options)
        let subscribers = CommitSubscribers()
        self.subscribers = subscribers
        writer = try Writer(path: path, options: options) { subscribers.announce() }
        view = try DatabaseView(path: path, options: options)
    }

    /// Runs `body` in a transaction and returns once it is on disk. What `body` throws undoes its own changes only, although
    /// several writes share one commit; `body` runs on the writer's thread and must not wait for anything.
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

    /// An element after each commit that changed something; commits that come faster than they are listened to are one element.
    package func commits() -> AsyncStream<Void> { subscribers.subscribe() }

    /// Waits for what runs, then closes the readers, empties the log into the file and lets the next process in.
    package func close() async {
        await view.close()
        await writer.close()
        subscribers.finish()
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
