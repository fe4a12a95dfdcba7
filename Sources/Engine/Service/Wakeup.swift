internal import Synchronization

/// Tells one loop that there may be work; signals that come while it is busy are kept as one.
package final class Wakeup: Sendable {
    private struct State {
        var isSignalled = false
        var turn: UInt64 = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    /// Hears of every signal, too.
    private let next: Wakeup?

    package init(relayingTo next: Wakeup? = nil) { self.next = next }

    package func signal() {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let waiter = state.waiter else {
                state.isSignalled = true
                return nil
            }
            state.waiter = nil
            return waiter
        }
        waiter?.resume()
        next?.signal()
    }

    /// Returns at the next signal, after `limit`, or when the task is cancelled; only one task may wait at a time.
    package func wait(atMost limit: Duration) async {
        let turn = state.withLock { state -> UInt64 in
            state.turn += 1
            return state.turn
        }
        let timer = Task {
            try? await Task.sleep(for: limit)  // Losing the cancellation error is right: then nobody waits any more.
            self.end(turn)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state -> Bool in
                    if state.isSignalled || Task.isCancelled {
                        state.isSignalled = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            end(turn)
        }
        timer.cancel()
    }

    private func end(_ turn: UInt64) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.turn == turn else { return nil }
            defer { state.waiter = nil }
            return state.waiter
        }
        waiter?.resume()
    }
}
