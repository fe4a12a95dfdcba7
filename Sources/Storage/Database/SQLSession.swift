/// What the statements of a transaction run on; used by one thread at a time.
protocol SQLSession: AnyObject {
    var dialect: SQLDialect { get }
    /// Where row identifiers take their random bits from.
    var randomBytes: @Sendable (Int) -> [UInt8] { get }

    /// Runs a statement of the fixed set, prepared once; parameters are `$1`, `$2` ….
    func query(_ sql: StaticString, _ arguments: [SQLValue]) throws(StorageError) -> [Row]

    /// Runs a statement that changes rows; returns how many it changed.
    func execute(_ sql: StaticString, _ arguments: [SQLValue]) throws(StorageError) -> Int
}
