internal import CSQLite

extension DatabaseView {
    package func status() async throws -> DatabaseStatus {
        let (version, counts) = try await read { tx in (try tx.schemaVersion(), try tx.rowCounts()) }
        switch location {
        case .file(let path):
            return DatabaseStatus(
                path: path, schemaVersion: version, size: DatabaseFile.size(path), logSize: DatabaseFile.size("\(path)-wal"),
                engine: "SQLite \(libraryVersion)", hasCheckpointRace: Self.hasCheckpointRace(Int(sqlite3_libversion_number())),
                rowCounts: counts)
        case .server:
            let (size, engine) = try await read { tx in
                let row = try tx.query(
                    "SELECT pg_database_size(current_database()) AS size, current_setting('server_version') AS version"
                ).first
                return (try row?.integer("size") ?? 0, try row?.text("version") ?? "")
            }
            return DatabaseStatus(
                path: location.description, schemaVersion: version, size: size, logSize: 0, engine: "PostgreSQL \(engine)",
                hasCheckpointRace: false, rowCounts: counts)
        }
    }

    /// Fixed in 3.51.3, 3.50.7 and 3.44.6; numbers are major × 1,000,000 + minor × 1000 + patch.
    static func hasCheckpointRace(_ version: Int) -> Bool {
        switch version {
        case 3_051_003...: false
        case 3_050_007..<3_051_000: false
        case 3_044_006..<3_045_000: false
        default: true
        }
    }
}
