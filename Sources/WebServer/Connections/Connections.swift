internal import Glibc
internal import Synchronization

/// Every open connection of a server.
final class Connections: Sendable {
    private struct Table {
        var open: [UInt64: Exchange] = [:]
        var drainings: [AsyncStream<Never>.Continuation] = []
    }

    private let table = Mutex(Table())
    /// Connections cut at their deadlines so far.
    let cutCount = Atomic(0)

    var count: Int { table.withLock { $0.open.count } }
    var all: [Exchange] { table.withLock { Array($0.open.values) } }

    func insert(_ exchange: Exchange) { table.withLock { $0.open[exchange.id] = exchange } }

    func find(_ id: UInt64) -> Exchange? { table.withLock { $0.open[id] } }

    func remove(_ exchange: Exchange) {
        let drainings = table.withLock { table -> [AsyncStream<Never>.Continuation] in
            table.open[exchange.id] = nil
            guard table.open.isEmpty else { return [] }
            defer { table.drainings = [] }
            return table.drainings
        }
        for draining in drainings { draining.finish() }
    }

    /// Cuts what is over its deadline, and gives the next deadline.
    ///
    /// The table stays locked over shutdown(2): a connection leaves it before its descriptor is closed, so the number
    /// can never belong to somebody else.
    func cut(at now: Moment) -> Moment {
        table.withLock { table in
            var next = Moment.never
            for exchange in table.open.values {
                let deadline = exchange.deadline
                if deadline <= now {
                    exchange.deadline = .never
                    cutCount.add(1, ordering: .relaxed)
                    shutdown(exchange.descriptor, Int32(SHUT_RDWR))
                } else {
                    next = min(next, deadline)
                }
            }
            return next
        }
    }

    /// Returns when no connection is open, after `patience`, or when the task is cancelled.
    func drained(within patience: Duration) async {
        let (drained, draining) = AsyncStream.makeStream(of: Never.self)
        let isEmpty = table.withLock { table in
            if !table.open.isEmpty { table.drainings.append(draining) }
            return table.open.isEmpty
        }
        if isEmpty { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in drained {} }
            // A sleep fails only when it is cancelled, and then the wait is over as well.
            group.addTask { try? await Task.sleep(for: patience) }
            await group.next()
            group.cancelAll()
        }
    }
}
