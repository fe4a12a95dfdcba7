@preconcurrency internal import Dispatch
internal import Synchronization

/// The one line of writes of this process: those that wait together share one commit, and nobody is told of success before it is
/// on disk.
final class Writer: Sendable {
    private let queue = DispatchQueue(label: "hookbot.storage.writer")
    private let backlog = Mutex(Backlog())
    private let committer: any BatchCommitter
    private let batchLimit: Int
    private let committed: @Sendable () -> Void

    private struct Backlog {
        var waiting: [PendingWrite] = []
        var isDraining = false
        var isClosed = false
    }

    init(_ committer: any BatchCommitter, batchLimit: Int, committed: @escaping @Sendable () -> Void) {
        self.committer = committer
        self.batchLimit = batchLimit
        self.committed = committed
    }

    /// Takes a write in; false once the writer is closed.
    func submit(_ write: PendingWrite) -> Bool {
        let (accepted, startsDraining) = backlog.withLock { backlog in
            if backlog.isClosed { return (false, false) }
            backlog.waiting.append(write)
            defer { backlog.isDraining = true }
            return (true, !backlog.isDraining)
        }
        if startsDraining { queue.async { self.drain() } }
        return accepted
    }

    /// Finishes what was submitted, then closes what it is written to.
    func close() async {
        backlog.withLock { $0.isClosed = true }
        await withCheckedContinuation { continuation in
            queue.async {
                self.committer.close()
                continuation.resume()
            }
        }
    }

    private func drain() {
        while let batch = nextBatch() {
            let (failure, changed) = committer.perform(batch)
            for write in batch { write.finish(failure) }
            if changed { committed() }
        }
    }

    private func nextBatch() -> [PendingWrite]? {
        backlog.withLock { backlog in
            if backlog.waiting.isEmpty {
                backlog.isDraining = false
                return nil
            }
            let batch = Array(backlog.waiting.prefix(batchLimit))
            backlog.waiting.removeFirst(batch.count)
            return batch
        }
    }
}
