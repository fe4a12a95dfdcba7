internal import BlockingWork
internal import PostgreSQL
internal import TestSupport

private let threads = BlockingWork(label: "postgres-tests", width: 8)

/// Runs `body` with the URL of a database of its own, on a thread that may block.
@discardableResult
func onDatabase<R: Sendable>(_ body: @escaping @Sendable (ConnectionTarget) throws -> R) async throws -> R {
    try await threads.run { try body(try ConnectionTarget(url: PostgresCluster.running().url())) }
}
