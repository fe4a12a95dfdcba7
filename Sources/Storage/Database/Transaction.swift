package import Identifiers

/// The database as a closure of `Database.write` or `Database.read` sees it; using it after that closure has ended is a
/// programming error.
package final class Transaction {
    private var openSession: (any SQLSession)?

    init(_ session: any SQLSession) { openSession = session }

    /// Runs one statement and returns how many rows it changed; parameters are `$1`, `$2` ….
    @discardableResult
    package func execute(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> Int {
        try session.execute(sql, arguments)
    }

    /// Runs one statement and returns its rows.
    package func query(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> [Row] {
        try session.query(sql, arguments)
    }

    /// A new identifier for a row, which sorts by time.
    package func newID(_ now: Timestamp) -> String { uuid7(at: now, random: session.randomBytes(10)) }

    /// From here on the transaction is over.
    func end() { openSession = nil }

    var dialect: SQLDialect { session.dialect }

    private var session: any SQLSession {
        guard let openSession else { preconditionFailure("a transaction was used after its closure had ended") }
        return openSession
    }
}
