internal import Synchronization

/// One caller of `write`: what it wants done, and how it is told.
struct PendingWrite: Sendable {
    /// Runs the body and keeps its result; returns what it threw.
    let run: @Sendable (Transaction) -> (any Error)?
    /// Has it fail with this, whatever its body returned.
    let fail: @Sendable (StorageError) -> Void
    /// Lets the caller go on, with the batch's own failure unless the body had one already.
    let finish: @Sendable (StorageError?) -> Void

    init<R: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> R, _ continuation: CheckedContinuation<R, any Error>
    ) {
        let outcome = Outcome<R>()
        run = { transaction in
            let result = Result { try body(transaction) }
            outcome.result.withLock { $0 = result }
            switch result {
            case .success: return nil
            case .failure(let error): return error
            }
        }
        fail = { error in outcome.result.withLock { $0 = .failure(error) } }
        finish = { batchFailure in
            let result = outcome.result.withLock { $0 }
            switch (result, batchFailure) {
            case (.failure(let error), _): continuation.resume(throwing: error)
            case (_, .some(let error)): continuation.resume(throwing: error)
            case (.success(let value), nil): continuation.resume(returning: value)
            case (nil, nil): continuation.resume(throwing: StorageError.closed)
            }
        }
    }
}

/// Where a body's result waits for the commit.
private final class Outcome<R: Sendable>: Sendable {
    let result = Mutex<Result<R, any Error>?>(nil)
}
