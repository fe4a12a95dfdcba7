internal import Synchronization

/// What the world wants of a running attempt: to go on, or to end for one of three reasons.
final class JobControl: Sendable {
    enum Demand: Equatable, Sendable {
        case proceed
        case cancel(by: String)
        case drain
        case yield

        /// A lost lease overrules everything, a cancellation overrules a drain.
        fileprivate var weight: Int {
            switch self {
            case .proceed: 0
            case .drain: 1
            case .cancel: 2
            case .yield: 3
            }
        }
    }

    private struct State {
        var demand = Demand.proceed
        var listeners: [UInt64: AsyncStream<Demand>.Continuation] = [:]
        var nextListener: UInt64 = 0
    }

    private let state = Mutex(State())

    /// When the last effect may begin under the claim as it is; nil where nobody else could take the job.
    private let lastBeginning = Mutex<ContinuousClock.Instant?>(nil)

    /// Notes that the claim holds until then; what begins within `margin` before that may last beyond it.
    func holds(until moment: ContinuousClock.Instant, beginningBefore margin: Duration) {
        lastBeginning.withLock { $0 = moment - margin }
    }

    var demand: Demand { state.withLock { $0.demand } }

    func ask(_ demand: Demand) {
        let listeners = state.withLock { state -> [AsyncStream<Demand>.Continuation] in
            guard demand.weight > state.demand.weight else { return [] }
            state.demand = demand
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield(demand) }
    }

    /// Throws where this attempt must not go on; called before every effect.
    func check() throws(JobEnd) {
        switch demand {
        case .proceed:
            // A process that was stopped and goes on has not heard yet that its job is another's.
            if let last = lastBeginning.withLock({ $0 }), last < .now { throw .fenced }
        case .cancel(let by): throw .cancelled(by: by)
        case .drain: throw .draining
        case .yield: throw .fenced
        }
    }

    /// Every demand from now on, the current one first unless it is to proceed.
    func demands() -> AsyncStream<Demand> {
        let (stream, continuation) = AsyncStream.makeStream(of: Demand.self)
        let id = state.withLock { state -> UInt64 in
            state.nextListener += 1
            state.listeners[state.nextListener] = continuation
            if state.demand != .proceed { continuation.yield(state.demand) }
            return state.nextListener
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: id) }
        }
        return stream
    }
}
