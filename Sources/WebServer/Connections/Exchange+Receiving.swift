internal import CMicrohttpd
internal import Glibc
internal import Synchronization

extension Exchange {
    /// What follows from one call of libmicrohttpd's access handler.
    enum Step {
        case more
        case start(Request)
        case reply(Response)
        /// Before the body, when libmicrohttpd takes an answer.
        case refuse(Refusal)
        /// In the midst of the body, when it takes none.
        case breakOff(Refusal)
        case close
    }

    /// The request line arrived. A second one on the same connection can only be smuggled, and gets no answer.
    func began(target: UnsafePointer<CChar>) {
        state.withLock { state in
            if state.target == nil {
                state.target = String(cString: target)
                state.targetAddress = UInt(bitPattern: target)
            } else {
                state.phase = .closed
            }
        }
    }

    /// The head, a piece of the body, its end (an empty piece), or the return from being suspended.
    func received(
        _ piece: UnsafeRawBufferPointer, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>
    ) -> Step {
        state.withLock { state in
            switch state.phase {
            case .waiting: return judge(&state, method: method, version: version)
            case .receiving(let head):
                return piece.isEmpty ? begin(&state, head) : collect(&state, piece, of: head)
            case .answered(let response):
                state.phase = .replying
                return .reply(response)
            case .handling, .replying, .streaming, .closed: return .close
            }
        }
    }

    private func judge(
        _ state: inout ExchangeState, method: UnsafePointer<CChar>, version: UnsafePointer<CChar>
    ) -> Step {
        let head = head(method: method, target: state.target ?? "", at: state.targetAddress, version: version)
        do throws(Refusal) {
            state.phase = .receiving(try head.accepted(within: core.limits))
            return .more
        } catch {
            state.phase = .replying
            state.lingers = true
            return .refuse(error)
        }
    }

    private func collect(_ state: inout ExchangeState, _ piece: UnsafeRawBufferPointer, of head: AcceptedHead) -> Step {
        let total = state.body.count + piece.count
        guard total <= core.limits.maximumBody else {
            return breakOff(&state, Refusal(413, "The body is too large"))
        }
        guard core.reserve(piece.count) else {
            return breakOff(&state, Refusal(503, "Too many bodies at once"))
        }
        state.reserved += piece.count
        if total > state.body.capacity {
            // Grows by what came, not by what was declared: a declaration costs its sender nothing.
            state.body.reserveCapacity(min(head.bodyLength ?? core.limits.maximumBody, max(total, 2 * state.body.capacity)))
        }
        state.body.append(contentsOf: piece)
        return .more
    }

    private func breakOff(_ state: inout ExchangeState, _ refusal: Refusal) -> Step {
        state.phase = .replying
        state.lingers = true
        state.body = []
        core.release(state.takeReserved())
        return .breakOff(refusal)
    }

    private func begin(_ state: inout ExchangeState, _ head: AcceptedHead) -> Step {
        guard !core.isClosing.load(ordering: .sequentiallyConsistent) else {
            state.phase = .replying
            return .refuse(Refusal(503, "The server is stopping"))
        }
        let body = state.body
        state.body = []
        state.phase = .handling(isHead: head.method == "HEAD")
        deadline = .never
        MHD_suspend_connection(connection)
        return .start(
            Request(
                method: head.method, target: head.target, headers: head.headers, body: body, remoteAddress: remoteAddress()))
    }

    fileprivate struct Fields {
        var layout: HeadLayout
        var list: [(name: String, value: String)] = []
    }

    private func head(
        method: UnsafePointer<CChar>, target: String, at targetAddress: UInt, version: UnsafePointer<CChar>
    ) -> RequestHead {
        let size = cmicrohttpd_header_size(connection)
        let (methodText, versionText) = (String(cString: method), String(cString: version))
        var fields = Fields(layout: HeadLayout(startingAt: method))
        fields.layout.follow(UInt(bitPattern: method), methodText.utf8.count, separator: 1)
        fields.layout.follow(targetAddress, target.utf8.count, separator: 1)
        fields.layout.follow(UInt(bitPattern: version), versionText.utf8.count, separator: 2)
        withUnsafeMutablePointer(to: &fields) { fields in
            _ = MHD_get_connection_values_n(
                connection, .HEADER_KIND,
                { fields, _, name, nameSize, value, valueSize in
                    fields?.assumingMemoryBound(to: Fields.self).pointee.add(name, nameSize, value, valueSize)
                    return .YES
                }, fields)
        }
        fields.layout.finish(size: size)
        return RequestHead(
            method: methodText, target: target, version: versionText, headers: fields.list, size: size,
            isExact: fields.layout.isExact)
    }

    private func remoteAddress() -> String {
        guard let address = cmicrohttpd_client(connection) else { return "unknown" }
        let family = Int32(address.pointee.sa_family)
        guard family == AF_INET || family == AF_INET6 else { return "unix" }
        let size = family == AF_INET ? MemoryLayout<sockaddr_in>.size : MemoryLayout<sockaddr_in6>.size
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(NI_MAXHOST)) { text in
            let code = getnameinfo(address, socklen_t(size), text.baseAddress, socklen_t(text.count), nil, 0, NI_NUMERICHOST)
            guard code == 0, let start = text.baseAddress else { return "unknown" }
            return String(cString: start)
        }
    }
}

extension Exchange.Fields {
    fileprivate mutating func add(
        _ name: UnsafePointer<CChar>?, _ nameSize: Int, _ value: UnsafePointer<CChar>?, _ valueSize: Int
    ) {
        layout.follow(UInt(bitPattern: name), nameSize, separator: 1)
        layout.followValue(UInt(bitPattern: value), valueSize)
        let (name, value) = (
            UnsafeRawBufferPointer(start: name, count: nameSize), UnsafeRawBufferPointer(start: value, count: valueSize)
        )
        list.append((String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
    }
}
