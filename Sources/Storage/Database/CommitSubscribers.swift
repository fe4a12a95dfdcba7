internal import Synchronization

/// Everyone who wants to hear that something was committed.
final class CommitSubscribers: Sendable {
    private let subscribers = Mutex(Subscribers())

    private struct Subscribers {
        var continuations: [UInt64: AsyncStream<Void>.Continuation] = [:]
        var nextID: UInt64 = 0
        var isFinished = false
    }

    func subscribe() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let id: UInt64? = subscribers.withLock { subscribers in
            if subscribers.isFinished { return nil }
            subscribers.nextID += 1
            subscribers.continuations[subscribers.nextID] = continuation
            return subscribers.nextID
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.subscribers.withLock { subscribers in _ = subscribers.continuations.removeValue(forKey: id) }
        }
        return stream
    }

    func announce() {
        let continuations = subscribers.withLock { Array($0.continuations.values) }
        for continuation in continuations { continuation.yield() }
    }

    func finish() {
        let continuations = subscribers.withLock { subscribers in
            defer { subscribers.continuations = [:] }
            subscribers.isFinished = true
            return Array(subscribers.continuations.values)
        }
        for continuation in continuations { continuation.finish() }
    }
}
