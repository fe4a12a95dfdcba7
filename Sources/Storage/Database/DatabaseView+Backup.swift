extension DatabaseView {
    /// Writes a consistent, compact copy to a path where nothing is yet, synced to disk; writes go on meanwhile. A server has tools
    /// of its own for that, and is refused.
    package func backup(to target: String) async throws(StorageError) {
        guard case .file(let path) = location else {
            throw .cannotOpen(
                path: location.description,
                detail: "a PostgreSQL server is backed up with its own tools: pg_dump, or pg_basebackup")
        }
        let options = options
        try await Database.blocking { () throws(StorageError) in
            // Renamed only once complete, so that a backup that exists is a whole one.
            let temporary = "\(target).partial"
            DatabaseFile.remove(temporary)
            guard !DatabaseFile.exists(target) else { throw .cannotOpen(path: target, detail: "the file exists already") }
            try DatabaseFile.create(temporary)
            do throws(StorageError) {
                // VACUUM INTO writes to a file that is empty, and keeps the mode it has.
                try Connection(path: path, role: .backup, options: options).run("VACUUM INTO $1", [.text(temporary)])
                try DatabaseFile.publish(temporary, as: target)
            } catch {
                DatabaseFile.remove(temporary)
                throw error
            }
        }
    }
}
