package import Identifiers

extension DatabaseView {
    /// How far the server's clock is ahead of this one; nil for a file, whose only clock is this machine's.
    package func clockOffset(from local: @Sendable () -> Timestamp) async throws -> Duration? {
        guard case .server = location else { return nil }
        let before = local()
        let server = try await read { tx in
            try tx.query("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now").first?.time("now")
        }
        // Half of the way was there, half of it back.
        return server.map { $0 - before - (local() - before) / 2 }
    }
}
