internal import BlockingWork
@preconcurrency internal import Dispatch
internal import Synchronization

/// Lanes for reads, each lent to one read at a time.
final class ReaderPool: Sendable {
    private let queue = DispatchQueue(label: "hookbot.storage.readers", attributes: .concurrent)
    private let limiter: Limiter
    private let readers: Mutex<Readers>
    private let width: Int

    private struct Readers {
        var free: [any SnapshotReader]
        var isClosed = false
    }

    init(_ lanes: [any SnapshotReader]) {
        width = lanes.count
        limiter = Limiter(width: width)
        readers = Mutex(Readers(free: lanes))
    }

    func read<R: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> R) async throws -> R {
        try await limiter.acquire()
        guard let reader = readers.withLock({ $0.isClosed ? nil : $0.free.popLast() }) else {
            await limiter.release()
            throw StorageError.closed
        }
        let result: Result<R, any Error> = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: Result { try reader.read(body) }) }
        }
        readers.withLock { $0.free.append(reader) }
        await limiter.release()
        return try result.get()
    }

    /// Waits for the reads that run, then closes the connections.
    func close() async {
        let wasClosed = readers.withLock { readers in
            defer { readers.isClosed = true }
            return readers.isClosed
        }
        if wasClosed { return }
        for _ in 0..<width {
            // In a task of its own, so that a cancelled caller still waits for its turn.
            await Task { try? await limiter.acquire() }.value
        }
        readers.withLock { $0.free = [] }
        for _ in 0..<width { await limiter.release() }
    }
}
