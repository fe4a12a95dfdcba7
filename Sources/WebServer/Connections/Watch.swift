internal import CMicrohttpd
@preconcurrency internal import Dispatch
internal import Glibc
internal import Synchronization

/// A thread that cuts connections at their deadlines, notices clients that leave a stream, and reads away what a refused
/// client still sends, as a socket closed over unread bytes takes the answer with it.
///
/// libmicrohttpd's own timeout counts from the last byte, and it does not look at connections that are suspended.
final class Watch: Sendable {
    private let connections: Connections
    private let longestNap: Duration
    private let poller: OpenDescriptor
    private let bell: OpenDescriptor
    private let lingering = Mutex<[UInt64: Lingering]>([:])
    private let state = Mutex(State.idle)

    private enum State {
        case idle, running
        case stopping(DispatchSemaphore)
        case stopped
    }

    private struct Lingering {
        let descriptor: OpenDescriptor
        let deadline: Moment
    }

    /// `longestNap` is the shortest time any deadline may lie ahead when it is set; so no new one can be overslept.
    init(connections: Connections, longestNap: Duration) throws(WebServerError) {
        self.connections = connections
        self.longestNap = longestNap
        poller = try OpenDescriptor(epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
        bell = try OpenDescriptor(eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK)), from: "eventfd")
        guard add(bell.number, id: bellID, events: EPOLLIN.rawValue) else { throw .failed("epoll_ctl") }
    }

    func start() {
        state.withLock { $0 = .running }
        DispatchQueue(label: "hookbot.web.watch").async { self.run() }
    }

    /// Returns when the thread has ended; blocks for as long as one round of it takes.
    func stop() {
        let ended = DispatchSemaphore(value: 0)
        let wasRunning = state.withLock { state in
            guard case .running = state else { return false }
            state = .stopping(ended)
            return true
        }
        guard wasRunning else { return }
        ring()
        ended.wait()
    }

    /// Tells the exchange when its client closes or half-closes the connection; until the descriptor is closed.
    func follow(_ exchange: Exchange) {
        // Without the notice a client that left is found out by the next write.
        _ = add(exchange.descriptor, id: exchange.id, events: EPOLLRDHUP.rawValue | EPOLLET.rawValue)
    }

    /// Keeps a connection's socket half open for a while after libmicrohttpd has closed its own descriptor.
    func linger(_ exchange: Exchange) {
        lingering.withLock { lingering in
            guard lingering.count < mostLingering else { return }
            let number = fcntl(exchange.descriptor, F_DUPFD_CLOEXEC, 3)
            guard number >= 0 else { return }
            let copy = OpenDescriptor(owning: number)
            shutdown(number, Int32(SHUT_WR))
            guard add(number, id: exchange.id | lingeringBit, events: EPOLLIN.rawValue) else { return }
            lingering[exchange.id] = Lingering(descriptor: copy, deadline: .now + lingerTime)
        }
        ring()
    }

    private func run() {
        var next = Moment.now + longestNap
        while case .running = state.withLock({ $0 }) {
            for event in wait(until: next) { handle(event) }
            let now = Moment.now
            next = min(connections.cut(at: now), now + longestNap, dropLingering(at: now))
        }
        lingering.withLock { $0 = [:] }
        let ended = state.withLock { state -> DispatchSemaphore? in
            guard case .stopping(let ended) = state else { return nil }
            state = .stopped
            return ended
        }
        ended?.signal()
    }

    private func wait(until moment: Moment) -> [UInt64] {
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 64) { events in
            let nap = moment.milliseconds(after: .now)
            // An interrupted wait is one without events.
            let count = max(0, epoll_wait(poller.number, events.baseAddress, Int32(events.count), nap))
            return events.prefix(Int(count)).map { $0.data.u64 }
        }
    }

    private func handle(_ id: UInt64) {
        if id == bellID {
            var count: UInt64 = 0
            read(bell.number, &count, 8)
        } else if id & lingeringBit != 0 {
            readAway(id & ~lingeringBit)
        } else {
            connections.find(id)?.clientLeft()
        }
    }

    /// One helping at a time, so that a flood on one connection does not keep deadlines waiting.
    private func readAway(_ id: UInt64) {
        guard let descriptor = lingering.withLock({ $0[id]?.descriptor }) else { return }
        withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
            let count = recv(descriptor.number, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { lingering.withLock { $0[id] = nil } }
        }
    }

    private func dropLingering(at now: Moment) -> Moment {
        lingering.withLock { lingering in
            if lingering.isEmpty { return .never }
            lingering = lingering.filter { $0.value.deadline > now }
            return lingering.values.map(\.deadline).min() ?? .never
        }
    }

    private func ring() {
        var one: UInt64 = 1
        write(bell.number, &one, 8)
    }

    private func add(_ descriptor: Int32, id: UInt64, events: UInt32) -> Bool {
        var event = epoll_event(events: events, data: epoll_data_t(u64: id))
        return epoll_ctl(poller.number, EPOLL_CTL_ADD, descriptor, &event) == 0
    }
}

private let bellID: UInt64 = 0
private let lingeringBit: UInt64 = 1 << 63
/// How long a refused client may go on sending.
private let lingerTime = Duration.seconds(2)
/// Refused clients beyond this number lose their answer rather than hold a descriptor.
private let mostLingering = 64
