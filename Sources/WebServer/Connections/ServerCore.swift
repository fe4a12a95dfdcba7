internal import Synchronization

/// What every connection of one server shares.
final class ServerCore: Sendable {
    let limits: ServerLimits
    let handler: Handler
    let connections = Connections()
    let watch: Watch

    /// Once set, no connection may be suspended any more: libmicrohttpd aborts when it is stopped with a suspended one.
    let isClosing = Atomic(false)
    /// Once set, streams of events end as soon as they begin.
    let isDraining = Atomic(false)
    let requests = Atomic(0)
    let refused = Atomic(0)
    private let bodyBytes = Atomic(0)
    private let lastID = Atomic<UInt64>(0)

    init(limits: ServerLimits, handler: @escaping Handler) throws(WebServerError) {
        self.limits = limits
        self.handler = handler
        watch = try Watch(
            connections: connections, longestNap: min(limits.requestDeadline, limits.responseDeadline))
    }

    var statistics: ServerStatistics {
        ServerStatistics(
            openConnections: connections.count, requests: requests.load(ordering: .relaxed),
            refused: refused.load(ordering: .relaxed), cut: connections.cutCount.load(ordering: .relaxed),
            bodyBytes: bodyBytes.load(ordering: .relaxed))
    }

    func makeID() -> UInt64 { lastID.add(1, ordering: .relaxed).newValue }

    /// Counts bytes against the budget of all bodies; false, and none of them counted, when they do not fit.
    func reserve(_ count: Int) -> Bool {
        if bodyBytes.add(count, ordering: .relaxed).newValue <= limits.bodyBudget { return true }
        bodyBytes.subtract(count, ordering: .relaxed)
        return false
    }

    func release(_ count: Int) { bodyBytes.subtract(count, ordering: .relaxed) }

    /// Streams of events never end by themselves: a server that waits for the others ends them.
    func endEventStreams() {
        isDraining.store(true, ordering: .sequentiallyConsistent)
        for exchange in connections.all { exchange.endEventStream() }
    }

    /// Leaves no connection suspended, now or later.
    func close() {
        isClosing.store(true, ordering: .sequentiallyConsistent)
        for exchange in connections.all { exchange.abandon() }
    }
}
