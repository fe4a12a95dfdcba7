extension Migration {
    /// Runs what the file has not seen yet, each migration and its record in one transaction.
    static func apply(_ migrations: [Migration], on connection: Connection) throws(StorageError) {
        try connection.run(
            "CREATE TABLE IF NOT EXISTS schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)"
        )
        let applied = try requireKnown(migrations, on: connection)
        for migration in migrations where !applied.contains(migration.number) {
            try connection.run("BEGIN IMMEDIATE")
            do {
                for statement in migration.statements { try connection.run(statement) }
                try connection.run(
                    "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
                    [.number(migration.number), .text(migration.name), .text(migration.checksum)])
                try connection.run("COMMIT")
            } catch {
                // The first failure is the one to report; without a rollback here, closing does the same.
                _ = try? connection.run("ROLLBACK")
                throw error
            }
        }
    }

    /// Throws where the file records a migration that is newer than, or differs from, those given; returns the recorded ones.
    @discardableResult
    static func requireKnown(_ migrations: [Migration], on connection: Connection) throws(StorageError) -> Set<Int> {
        guard try !connection.run("SELECT name FROM sqlite_schema WHERE name = 'schema_migrations'").isEmpty else { return [] }
        return try known(
            migrations, among: connection.run("SELECT version, checksum FROM schema_migrations ORDER BY version DESC"))
    }

    /// The recorded migrations, newest first; throws where one is none of those given.
    static func known(_ migrations: [Migration], among rows: [Row]) throws(StorageError) -> Set<Int> {
        var applied: Set<Int> = []
        for row in rows {
            let number = try row.int("version")
            guard let migration = migrations.first(where: { $0.number == number }) else {
                throw .newerSchema(found: number, known: migrations.last?.number ?? 0)
            }
            guard try row.text("checksum") == migration.checksum else { throw .changedMigration(number) }
            applied.insert(number)
        }
        return applied
    }
}
