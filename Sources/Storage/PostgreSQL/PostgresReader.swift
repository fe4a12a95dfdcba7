internal import PostgreSQL
internal import Synchronization

/// One session for reads; a connection that broke is replaced, and the read made again.
final class PostgresReader: SnapshotReader {
    private let server: PostgresServer
    private let session: Mutex<PostgresSession?>

    init(_ server: PostgresServer) {
        self.server = server
        session = Mutex(nil)
    }

    func read<R: Sendable>(_ body: @Sendable (Transaction) throws -> R) throws -> R {
        try session.withLock { session in
            var reconnection = Reconnection(patience: server.options.patience)
            while true {
                do {
                    let current = try server.session(replacing: &session)
                    return try Self.read(body, on: current)
                } catch StorageError.unreachable(let detail) {
                    session = nil
                    guard reconnection.pause() else { throw StorageError.unreachable(detail) }
                }
            }
        }
    }

    private static func read<R: Sendable>(_ body: @Sendable (Transaction) throws -> R, on session: PostgresSession) throws -> R {
        _ = try session.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        let transaction = Transaction(session)
        let result = Result { try body(transaction) }
        transaction.end()
        if session.state == .lost { throw StorageError.unreachable("the connection broke during a read") }
        _ = try session.query("ROLLBACK")
        return try result.get()
    }
}
