/// One lane for reads, lent to one of them at a time.
protocol SnapshotReader: Sendable {
    /// Runs `body` on one snapshot of the database, where nothing can be written; blocks.
    func read<R: Sendable>(_ body: @Sendable (Transaction) throws -> R) throws -> R
}
