/// The database as it is to be looked at: snapshots, figures and copies. It never writes, so a second process may have one beside
/// the process that does.
package final class DatabaseView: Sendable {
    package let location: StorageLocation
    let options: DatabaseOptions
    private let readers: ReaderPool

    /// Opens a database that another process has open. The schema may be an older one, as before an upgrade's restart.
    package static func open(
        beside location: StorageLocation, options: DatabaseOptions = .init()
    ) async throws(StorageError) -> DatabaseView {
        try await Database.blocking { () throws(StorageError) in
            switch location {
            case .file(let path):
                try DatabaseFile.requireLocalFileSystem(path)
                try Migration.requireKnown(Migration.all, on: Connection(path: path, role: .reader, options: options))
            case .server(let target):
                try PostgresSchema.requireKnown(on: PostgresSession(PostgresServer(target, options: options)))
            }
            return try DatabaseView(location, options: options)
        }
    }

    init(_ location: StorageLocation, options: DatabaseOptions) throws(StorageError) {
        self.location = location
        self.options = options
        var lanes: [any SnapshotReader] = []
        for _ in 0..<max(1, options.readers) {
            switch location {
            case .file(let path): lanes.append(try SQLiteReader(path: path, options: options))
            case .server(let target): lanes.append(PostgresReader(PostgresServer(target, options: options)))
            }
        }
        readers = ReaderPool(lanes)
    }

    /// Runs `body` on one snapshot; a statement that writes is refused.
    package func read<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await readers.read(body)
    }

    /// Waits for the reads that run.
    package func close() async { await readers.close() }
}
