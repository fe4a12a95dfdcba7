package import Identifiers

/// The database as a closure of `Database.write` or `Database.read` sees it; using it after that closure has ended is a
/// programming error.
package final class Transaction {
    private var openConnection: Connection?

    init(_ connection: Connection) { openConnection = connection }

    /// Runs one statement and returns how many rows it changed; parameters are `$1`, `$2` ….
    @discardableResult
    package func execute(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> Int {
        try connection.execute(sql, arguments)
    }

    /// Runs one statement and returns its rows.
    package func query(_ sql: StaticString, _ arguments: [SQLValue] = []) throws(StorageError) -> [Row] {
        try connection.query(sql, arguments)
    }

    /// A new identifier for a row, which sorts by time.
    package func newID(_ now: Timestamp) -> String { uuid7(at: now, random: connection.randomBytes(10)) }

    /// From here on the transaction is over.
    func end() { openConnection = nil }

    private var connection: Connection {
        guard let openConnection else { preconditionFailure("a transaction was used after its closure had ended") }
        return openConnection
    }
}
