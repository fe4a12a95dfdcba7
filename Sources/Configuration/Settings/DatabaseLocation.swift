package import Identifiers

/// Where the database is, as `storage.url` says.
package enum DatabaseLocation: Sendable {
    /// A file of SQLite, absolute.
    case file(String)
    /// The URL of a PostgreSQL server, which may hold a password.
    case server(Secret)
}

extension DatabaseLocation: Equatable {
    package static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.file(let left), .file(let right)): left == right
        case (.server(let left), .server(let right)): left.exposedBytes == right.exposedBytes
        case (.file, .server), (.server, .file): false
        }
    }
}
