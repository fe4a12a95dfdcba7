/// What went wrong between HookBot and a PostgreSQL server; never holds a password or a stored value.
package enum PostgresError: Error, Hashable {
    /// The URL cannot be read; it is not repeated, because a mistake may have put its password anywhere.
    case invalidURL(String)
    case cannotConnect(target: String, detail: String)
    /// The server refused a statement.
    case refused(SQLState, String)
    /// The connection broke; a transaction that was open is undone.
    case lost(String)
    /// The connection broke while COMMIT was on its way.
    case commitUnknown(String)
    /// The transaction had failed before its end: nothing of it is stored.
    case rolledBack
    /// Text with a zero byte, which PostgreSQL cannot hold, as the parameter of this number.
    case zeroByte(parameter: Int)
    /// A column whose text is no value of its type.
    case unreadable(column: String)
}

extension PostgresError {
    package var remedy: SQLState.Remedy {
        switch self {
        case .refused(let state, _): state.remedy
        case .cannotConnect, .lost, .commitUnknown: .reconnect
        case .rolledBack: .retry
        case .invalidURL, .zeroByte, .unreadable: .giveUp
        }
    }
}

extension PostgresError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidURL(let detail):
            "the PostgreSQL URL cannot be read: \(detail); expected postgres://user@host:5432/database, with other characters "
                + "in a name or password written as %XX"
        case .cannotConnect(let target, let detail): "cannot connect to PostgreSQL at \(target): \(detail)"
        case .refused(let state, let detail): "PostgreSQL refused a statement (\(state)): \(detail)"
        case .lost(let detail): "the connection to PostgreSQL broke (\(detail)); nothing was stored"
        case .commitUnknown(let detail):
            "the connection to PostgreSQL broke during COMMIT (\(detail)); read the rows back to know whether they are stored"
        case .rolledBack: "the transaction had failed before its end; nothing was stored"
        case .zeroByte(let parameter): "parameter $\(parameter) holds a zero byte, which PostgreSQL's text cannot"
        case .unreadable(let column): "column \(column) holds what is no value of its type"
        }
    }
}
