internal import PostgreSQL

/// One session of a PostgreSQL server, as the stores see it.
final class PostgresSession: SQLSession {
    var dialect: SQLDialect { .postgres }
    let randomBytes: @Sendable (Int) -> [UInt8]
    private let connection: PostgresConnection
    /// Rows changed since the session began.
    private(set) var totalChanges = 0

    /// Connects; blocks.
    init(_ server: PostgresServer) throws(StorageError) {
        randomBytes = server.options.randomBytes
        do throws(PostgresError) {
            connection = try PostgresConnection(server.target, settings: server.settings)
        } catch {
            throw StorageError(error)
        }
    }

    var state: TransactionState { connection.transactionState }

    func query(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> [Row] {
        try run(sql, arguments).rows.map { Row(columns: $0.columns, values: $0.values.map(SQLValue.init(_:))) }
    }

    func execute(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> Int {
        try run(sql, arguments).changed
    }

    /// Runs a text of several statements.
    func runScript(_ sql: String) throws(StorageError) {
        do throws(PostgresError) { _ = try connection.runScript(sql) } catch { throw StorageError(error) }
    }

    /// The payloads of what was notified; waits for them at most `limit`.
    func news(within limit: Duration) throws(StorageError) -> [String] {
        do throws(PostgresError) {
            return try connection.notifications(within: limit).map(\.payload)
        } catch {
            throw StorageError(error)
        }
    }

    /// Ends the transaction after some last statements; throws `.commitUnknown` where the server's answer was lost.
    func commit(after statements: String = "") throws(StorageError) {
        let tag: String
        do throws(PostgresError) {
            tag = try connection.runScript("\(statements) COMMIT")
        } catch .lost(let detail) {
            throw .commitUnknown(detail)
        } catch {
            throw StorageError(error)
        }
        guard tag == "COMMIT" else { throw StorageError(PostgresError.rolledBack) }
    }

    private func run(_ sql: StaticString, _ arguments: [SQLValue]) throws(StorageError) -> PostgresResult {
        do throws(PostgresError) {
            let types = arguments.isEmpty ? [] : try connection.parameterTypes(sql)
            precondition(types.count <= arguments.count, "an SQL parameter has no argument")
            // SQLite takes what is there and ignores the rest; the server wants neither more nor less.
            let values = zip(arguments, types).map { $0.postgres(as: $1) }
            let result = try connection.query(sql, values)
            totalChanges += result.changed
            return result
        } catch {
            throw StorageError(error)
        }
    }
}
