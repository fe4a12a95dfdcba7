internal import CMicrohttpd
internal import Glibc
internal import Synchronization

extension Exchange {
    /// Does what `step` asks for, on libmicrohttpd's thread; `.NO` makes it close the connection at once.
    func perform(_ step: Step) -> MHD_Result {
        switch step {
        case .more: return .YES
        case .start(let request):
            handle(request)
            return .YES
        case .reply(let response): return reply(response)
        case .refuse(let refusal):
            core.refused.add(1, ordering: .relaxed)
            return reply(refusal.response)
        case .breakOff(let refusal):
            core.refused.add(1, ordering: .relaxed)
            send(refusal)
            return .NO
        case .close: return .NO
        }
    }

    private func handle(_ request: Request) {
        core.requests.add(1, ordering: .relaxed)
        let handler = core.handler
        let task = Task { self.answer(with: await handler(request)) }
        state.withLock { state in
            if case .handling = state.phase { state.task = task }
        }
    }

    /// Hands the handler's answer over to libmicrohttpd's thread; nothing happens when the connection is gone.
    private func answer(with response: Response) {
        state.withLock { state in
            core.release(state.takeReserved())
            guard case .handling(let isHead) = state.phase else { return }
            state.task = nil
            state.phase = .answered(isHead ? response.withoutStream() : response.checked())
            MHD_resume_connection(connection)
        }
    }

    private func reply(_ response: Response) -> MHD_Result {
        switch response.body {
        case .bytes(let bytes):
            deadline = .now + core.limits.responseDeadline
            guard let reply = Reply(bytes: bytes) else { return .NO }
            return reply.send(response, over: connection)
        case .stream(let stream):
            guard let reply = Reply(streaming: self) else { return .NO }
            beginStreaming(stream, endless: response.isEventStream)
            return reply.send(response, over: connection)
        case .dropped: return .NO
        }
    }

    /// Writes past libmicrohttpd, which has sent nothing on this connection yet and sends nothing afterwards.
    private func send(_ refusal: Refusal) {
        let bytes = refusal.wire(at: time(nil))
        // It fits a socket's empty buffer as a whole; a client that is gone needs no answer.
        _ = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    }
}

extension Response {
    /// Itself, or a 500 when its status or a header cannot be sent as they are.
    func checked() -> Response {
        let isFine =
            (200...599).contains(status)
            && headers.allSatisfy { HeaderFields.isName($0.name) && HeaderFields.isValue($0.value) }
        return isFine ? self : .error("The answer could not be sent", status: 500)
    }

    /// The answer to HEAD: a stream is not even begun.
    func withoutStream() -> Response {
        var response = checked()
        if case .stream = response.body { response.body = .bytes([]) }
        return response
    }
}
