package import PostgreSQL

/// Where the database is.
package enum StorageLocation: Sendable {
    /// A file of SQLite, which one process opens.
    case file(String)
    /// A PostgreSQL server, which several nodes share.
    case server(ConnectionTarget)

    /// The path, or the server's address without its password.
    package var description: String {
        switch self {
        case .file(let path): path
        case .server(let target): "postgres://\(target)"
        }
    }
}
