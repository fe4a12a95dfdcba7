internal import CSQLite
internal import Identifiers

/// One connection to a SQLite file with its prepared statements; used by one thread at a time, so not `Sendable`.
final class Connection: SQLSession {
    var dialect: SQLDialect { .sqlite }
    let path: String
    let randomBytes: @Sendable (Int) -> [UInt8]
    private let handle: ConnectionHandle
    /// By the address of the SQL text, which a `StaticString` keeps for the life of the process.
    private var statements: [UInt: Statement] = [:]

    init(path: String, role: ConnectionRole, options: DatabaseOptions) throws(StorageError) {
        self.path = path
        randomBytes = options.randomBytes
        switch role {
        case .writer, .inspector: handle = try ConnectionHandle(path: path, flags: SQLITE_OPEN_READWRITE)
        case .reader, .backup: handle = try ConnectionHandle(path: path, flags: SQLITE_OPEN_READONLY)
        }
        sqlite3_busy_timeout(handle.pointer, Int32(clamping: options.busyTimeout.wholeMilliseconds))
        try check(csqlite_set_defensive(handle.pointer))
        try run("PRAGMA trusted_schema=OFF")
        try run("PRAGMA mmap_size=0")
        switch role {
        case .writer(let checkpointPages):
            try requireWAL()
            try run("PRAGMA synchronous=FULL")
            try run("PRAGMA foreign_keys=ON")
            try run("PRAGMA journal_size_limit=67108864")
            // In KiB: the ends of all indexes of a large database fit.
            try run("PRAGMA cache_size=-16384")
            try check(sqlite3_wal_autocheckpoint(handle.pointer, Int32(clamping: checkpointPages)))
        case .reader, .inspector:
            try check(csqlite_never_checkpoint_on_close(handle.pointer))
            try check(sqlite3_wal_autocheckpoint(handle.pointer, 0))
            try run("PRAGMA query_only=ON")
        case .backup: try check(csqlite_never_checkpoint_on_close(handle.pointer))
        }
    }

    /// Statements go first: a connection cannot be closed under them.
    deinit { statements.removeAll() }

    /// Whether no transaction is open; some failures (disk full, I/O) undo the whole transaction by themselves.
    var isAutocommit: Bool { sqlite3_get_autocommit(handle.pointer) != 0 }

    /// Rows changed since the connection was opened.
    var totalChanges: Int64 { sqlite3_total_changes64(handle.pointer) }

    /// Runs a statement of the fixed set, prepared once per connection.
    func query(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> [Row] {
        let key = UInt(bitPattern: sql.utf8Start)
        if let statement = statements[key] { return try statement.rows(arguments) }
        let statement = try Statement(sql, on: handle.pointer, path: path, persistent: true)
        statements[key] = statement
        return try statement.rows(arguments)
    }

    /// Runs a statement that changes rows; returns how many it changed.
    func execute(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> Int {
        _ = try query(sql, arguments)
        return Int(sqlite3_changes64(handle.pointer))
    }

    /// Runs a statement once, without keeping it prepared.
    @discardableResult
    func run(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> [Row] {
        try Statement(sql, on: handle.pointer, path: path, persistent: false).rows(arguments)
    }

    private func requireWAL() throws(StorageError) {
        guard try run("PRAGMA journal_mode=WAL").first?["journal_mode"] == .text("wal") else {
            throw .cannotOpen(path: path, detail: "the file system does not support SQLite's write-ahead log")
        }
    }

    private func check(_ code: Int32) throws(StorageError) {
        guard code == SQLITE_OK else {
            throw StorageError(code: code, detail: String(cString: sqlite3_errstr(code)), path: path)
        }
    }
}
