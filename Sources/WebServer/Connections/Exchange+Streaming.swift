internal import CMicrohttpd
internal import Synchronization

extension Exchange {
    enum Read {
        /// 0 while the connection is suspended.
        case bytes(Int)
        case end
        case broken
    }

    /// Starts a task that passes the stream on, one piece at a time.
    func beginStreaming(_ stream: AsyncStream<[UInt8]>, endless: Bool) {
        deadline = .never
        state.withLock { $0.phase = .streaming(endless: endless) }
        let task = Task {
            for await piece in stream where !piece.isEmpty { await self.push(piece) }
            self.finish()
        }
        state.withLock { state in
            switch state.flow {
            case .empty, .suspended, .sending: state.task = task
            case .ended, .broken: break
            }
        }
        core.watch.follow(self)
        if core.isDraining.load(ordering: .sequentiallyConsistent) { endEventStream() }
    }

    /// Called by libmicrohttpd's thread whenever it can send more.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Read {
        var finished: CheckedContinuation<Void, Never>?
        let result: Read = state.withLock { state in
            switch state.flow {
            case .empty, .suspended:
                if core.isClosing.load(ordering: .sequentiallyConsistent) { return .broken }
                state.flow = .suspended
                MHD_suspend_connection(connection)
                return .bytes(0)
            case .sending(let piece, let maker):
                let count = min(piece.count, buffer.count)
                buffer.copyBytes(from: piece.prefix(count))
                if count == piece.count {
                    state.flow = .empty
                    finished = maker
                } else {
                    state.flow = .sending(piece.dropFirst(count), maker: maker)
                }
                return .bytes(count)
            case .ended: return .end
            case .broken: return .broken
            }
        }
        finished?.resume()
        return result
    }

    /// Ends a stream of events as if its maker had; other streams go on.
    func endEventStream() {
        let task = state.withLock { state -> Task<Void, Never>? in
            guard case .streaming(endless: true) = state.phase else { return nil }
            return state.takeTask()
        }
        // The task's loop ends when it is cancelled, after the piece being sent.
        task?.cancel()
    }

    /// Returns when libmicrohttpd has taken all of the piece, or never will.
    private func push(_ piece: [UInt8]) async {
        await withCheckedContinuation { continuation in
            let isTaken = state.withLock { state in
                switch state.flow {
                case .empty: break
                case .suspended: MHD_resume_connection(connection)
                case .sending, .ended, .broken: return false
                }
                state.flow = .sending(piece[...], maker: continuation)
                return true
            }
            if !isTaken { continuation.resume() }
        }
    }

    private func finish() {
        state.withLock { state in
            switch state.flow {
            case .empty: state.flow = .ended
            case .suspended:
                state.flow = .ended
                MHD_resume_connection(connection)
            case .sending, .ended, .broken: break
            }
        }
    }
}
