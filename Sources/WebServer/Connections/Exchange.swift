internal import CMicrohttpd
internal import Synchronization

/// One connection and the one request it may carry.
///
/// libmicrohttpd's thread drives it through the phases; the handler's task, the maker of a stream and the watch come in
/// from their own threads. `MHD_resume_connection` is called only under the lock and only in a suspended phase, so never on
/// a connection that is closed.
final class Exchange: Sendable {
    let id: UInt64
    /// Closed by libmicrohttpd after `closed()` has returned.
    let descriptor: Int32
    let core: ServerCore
    /// Safe because libmicrohttpd allows resuming from any thread, and every other use is on its own thread.
    nonisolated(unsafe) let connection: OpaquePointer
    let state: Mutex<ExchangeState>
    private let deadlineNanoseconds: Atomic<UInt64>

    init(_ connection: OpaquePointer, core: ServerCore) {
        id = core.makeID()
        descriptor = cmicrohttpd_descriptor(connection)
        self.core = core
        self.connection = connection
        state = Mutex(ExchangeState())
        deadlineNanoseconds = Atomic((Moment.now + core.limits.requestDeadline).nanoseconds)
    }

    /// When the connection is cut.
    var deadline: Moment {
        get { Moment(nanoseconds: deadlineNanoseconds.load(ordering: .relaxed)) }
        set { deadlineNanoseconds.store(newValue.nanoseconds, ordering: .relaxed) }
    }

    /// Ends the exchange; the connection must not be touched afterwards.
    func closed() {
        let (task, maker, lingers) = state.withLock { state in
            let maker = state.breakFlow()
            if case .handling = state.phase {
                // The budget stays taken while the handler still holds the body.
            } else {
                core.release(state.takeReserved())
            }
            state.phase = .closed
            return (state.takeTask(), maker, state.lingers)
        }
        maker?.resume()
        task?.cancel()
        if lingers { core.watch.linger(self) }
        core.connections.remove(self)
    }

    /// Makes sure the connection is not suspended and cannot be again; for a server that closes.
    func abandon() {
        let (task, maker) = state.withLock { state -> (Task<Void, Never>?, CheckedContinuation<Void, Never>?) in
            switch state.phase {
            case .handling:
                state.phase = .answered(Refusal(503, "The server is stopping").response)
                MHD_resume_connection(connection)
                return (state.takeTask(), nil)
            case .streaming:
                return (state.takeTask(), breakFlow(&state))
            case .waiting, .receiving, .answered, .replying, .closed:
                return (nil, nil)
            }
        }
        maker?.resume()
        task?.cancel()
    }

    /// The client closed the connection while a stream went on.
    func clientLeft() {
        let (task, maker) = state.withLock { state -> (Task<Void, Never>?, CheckedContinuation<Void, Never>?) in
            guard case .streaming = state.phase else { return (nil, nil) }
            return (state.takeTask(), breakFlow(&state))
        }
        maker?.resume()
        task?.cancel()
    }

    private func breakFlow(_ state: inout ExchangeState) -> CheckedContinuation<Void, Never>? {
        if case .suspended = state.flow { MHD_resume_connection(connection) }
        return state.breakFlow()
    }
}
