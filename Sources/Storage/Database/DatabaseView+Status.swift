internal import CSQLite

extension DatabaseView {
    package func status() async throws -> DatabaseStatus {
        let (version, counts) = try await read { tx in (try tx.schemaVersion(), try tx.rowCounts()) }
        let number = sqlite3_libversion_number()
        return DatabaseStatus(
            path: path, schemaVersion: version, fileSize: DatabaseFile.size(path), logSize: DatabaseFile.size("\(path)-wal"),
            sqliteVersion: String(cString: sqlite3_libversion()), hasCheckpointRace: Self.hasCheckpointRace(Int(number)),
            rowCounts: counts)
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
