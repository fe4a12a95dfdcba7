@preconcurrency import Dispatch

/// Threads for calls that block, so that none of them ever holds a cooperative thread.
package final class BlockingWork: Sendable {
    private let label: String
    private let limiter: Limiter

    /// At most `width` calls run at once; further ones wait without holding a thread.
    package init(label: String, width: Int) {
        self.label = label
        limiter = Limiter(width: width)
    }

    /// Runs `body` on a thread of its own; throws what `body` throws, or `CancellationError` while still waiting for a place.
    package func run<R: Sendable>(_ body: @escaping @Sendable () throws -> R) async throws -> R {
        try await limiter.acquire()
        let result: Result<R, any Error> = await withCheckedContinuation { continuation in
            // A serial queue gets its thread at once; a concurrent one waits before it starts more threads than there are cores.
            DispatchQueue(label: label).async { continuation.resume(returning: Result { try body() }) }
        }
        await limiter.release()
        return try result.get()
    }
}
