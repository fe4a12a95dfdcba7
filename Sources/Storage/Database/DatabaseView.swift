/// The database as it is to be looked at: snapshots, figures and copies. It never writes to the file, so a second process may have
/// one beside the process that does.
package final class DatabaseView: Sendable {
    package let path: String
    let options: DatabaseOptions
    private let readers: ReaderPool

    /// Opens a database that another process has open. The schema may be an older one, as before an upgrade's restart.
    package static func open(beside path: String, options: DatabaseOptions = .init()) async throws(StorageError) -> DatabaseView {
        try await Database.blocking { () throws(StorageError) in
            try DatabaseFile.requireLocalFileSystem(path)
            try Migration.requireKnown(Migration.all, on: Connection(path: path, role: .reader, options: options))
            return try DatabaseView(path: path, options: options)
        }
    }

    init(path: String, options: DatabaseOptions) throws(StorageError) {
        self.path = path
        self.options = options
        readers = try ReaderPool(path: path, options: options)
    }

    /// Runs `body` on one snapshot; a statement that writes is refused.
    package func read<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await readers.read(body)
    }

    /// Waits for the reads that run.
    package func close() async { await readers.close() }
}
