/// Does what writes want, all of a batch in one commit, each undone alone where it fails. Called on one thread; blocks.
protocol BatchCommitter: Sendable {
    /// Returns the failure that all of them share, and whether a row changed.
    func perform(_ batch: [PendingWrite]) -> (failure: StorageError?, changed: Bool)

    func close()
}
