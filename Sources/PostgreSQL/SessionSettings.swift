/// What a session is told right after it connects, whatever the role's or the database's own defaults are.
package struct SessionSettings: Sendable {
    /// The only schema where unqualified names are looked up.
    package var schema: String
    package var applicationName: String
    package var statementTimeout: Duration
    package var lockTimeout: Duration
    package var idleInTransactionTimeout: Duration

    package init(
        schema: String = "public", applicationName: String = "hookbot", statementTimeout: Duration = .seconds(60),
        lockTimeout: Duration = .seconds(15), idleInTransactionTimeout: Duration = .seconds(60)
    ) {
        self.schema = schema
        self.applicationName = applicationName
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
    }

    /// `pg_temp` comes last, so that a temporary table cannot stand in for one of ours.
    var searchPath: String {
        let escaped = schema.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
        return "\"\(escaped)\", pg_temp"
    }

    static func milliseconds(_ duration: Duration) -> PostgresValue {
        let (seconds, attoseconds) = duration.components
        return .text("\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms")
    }
}
