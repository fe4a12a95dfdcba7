/// The right to work in a clone: nobody replaces its packs, and nobody takes a writer's lock files for left over.
struct CloneLease: ~Copyable {
    private let reading: FileLock
    private let writing: FileLock?

    init(reading paths: ClonePaths) throws(GitError) {
        reading = try FileLock(paths.readLock, .shared)
        writing = nil
    }

    init(writing paths: ClonePaths) throws(GitError) {
        let writing = try FileLock(paths.writeLock, .shared)
        reading = try FileLock(paths.readLock, .shared)
        self.writing = consume writing
    }

    /// Keeps the lease for the length of one piece of work.
    borrowing func during<R: ~Copyable, E: Error>(_ body: () throws(E) -> R) throws(E) -> R { try body() }
}
