internal import CLibpq

/// One session with its prepared statements. Each call blocks, and one thread at a time may use it, so it is not `Sendable`.
package final class PostgresConnection {
    private let handle: ConnectionHandle
    /// By the address of the SQL text, which a `StaticString` keeps for the life of the process.
    private var prepared: [UInt: PreparedStatement] = [:]
    /// What the server is asked for sockets and notifications.
    var pointer: OpaquePointer { handle.pointer }

    /// Connects and pins the session's settings; blocks up to the target's `connect_timeout`.
    package init(_ target: ConnectionTarget, settings: SessionSettings = SessionSettings()) throws(PostgresError) {
        handle = try ConnectionHandle(
            target, forced: [("client_encoding", "UTF8"), ("application_name", settings.applicationName)])
        _ = try query(
            """
            SELECT pg_catalog.set_config('search_path', $1, false), pg_catalog.set_config('statement_timeout', $2, false),
                pg_catalog.set_config('lock_timeout', $3, false),
                pg_catalog.set_config('idle_in_transaction_session_timeout', $4, false),
                pg_catalog.set_config('TimeZone', 'UTC', false), pg_catalog.set_config('DateStyle', 'ISO', false)
            """,
            [
                .text(settings.searchPath), SessionSettings.milliseconds(settings.statementTimeout),
                SessionSettings.milliseconds(settings.lockTimeout),
                SessionSettings.milliseconds(settings.idleInTransactionTimeout),
            ])
        // What is acknowledged must be on disk; any other setting was somebody's choice about standbys.
        _ = try query(
            """
            SELECT pg_catalog.set_config('synchronous_commit', 'on', false)
            WHERE pg_catalog.current_setting('synchronous_commit') = 'off'
            """)
    }

    package var transactionState: TransactionState {
        switch PQtransactionStatus(handle.pointer) {
        case PQTRANS_IDLE: .none
        case PQTRANS_INTRANS, PQTRANS_ACTIVE: .open
        case PQTRANS_INERROR: .failed
        default: .lost
        }
    }

    /// Runs one statement of the fixed set, prepared once for each session; parameters are `$1`, `$2` ….
    package func query(_ sql: StaticString, _ arguments: [PostgresValue] = []) throws(PostgresError) -> PostgresResult {
        let parameters = try Parameters(arguments)
        let statement = try prepare(sql)
        let result = ResultHandle(
            parameters.withPointers { pointers in
                PQexecPrepared(
                    handle.pointer, statement.name, Int32(pointers.count), pointers, parameters.lengths, parameters.formats, 0)
            })
        try require(result)
        return try result.copy()
    }

    /// Of which types the server takes a statement's parameters to be (`pg_type.oid`).
    package func parameterTypes(_ sql: StaticString) throws(PostgresError) -> [UInt32] { try prepare(sql).parameterTypes }

    /// Runs a text of several statements, in one transaction where none is open; gives what the server says of the last of them.
    @discardableResult
    package func runScript(_ sql: String) throws(PostgresError) -> String {
        let result = ResultHandle(PQexec(handle.pointer, sql))
        try require(result)
        return result.tag
    }

    private func prepare(_ sql: StaticString) throws(PostgresError) -> PreparedStatement {
        let key = UInt(bitPattern: sql.utf8Start)
        if let statement = prepared[key] { return statement }
        let name = "s\(prepared.count)"
        let result = ResultHandle(Self.withText(sql) { PQprepare(handle.pointer, name, $0, 0, nil) })
        try require(result)
        let description = ResultHandle(PQdescribePrepared(handle.pointer, name))
        try require(description)
        let statement = PreparedStatement(name: name, parameterTypes: description.parameterTypes)
        prepared[key] = statement
        return statement
    }

    private func require(_ result: borrowing ResultHandle) throws(PostgresError) {
        if result.succeeded { return }
        let refusal = result.refusal
        if PQstatus(handle.pointer) != CONNECTION_OK {
            throw .lost(refusal.map { "\($0.state): \($0.message)" } ?? ConnectionHandle.message(handle.pointer))
        }
        guard let refusal else { throw .lost(ConnectionHandle.message(handle.pointer)) }
        throw .refused(refusal.state, refusal.message)
    }

    /// A `StaticString` ends with a zero byte, as C wants it.
    private static func withText<R>(_ sql: StaticString, _ body: (UnsafePointer<CChar>) -> R) -> R {
        sql.withUTF8Buffer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                guard let start = text.baseAddress else { preconditionFailure("an SQL text has an address") }
                return body(start)
            }
        }
    }
}
