internal import CLibpq
internal import Glibc

extension PostgresConnection {
    /// Waits until something was notified on a channel that this session listens to, at most `limit`; blocks. Empty where nothing was.
    package func notifications(within limit: Duration) throws(PostgresError) -> [Notification] {
        let waiting = arrived()
        if !waiting.isEmpty { return waiting }
        var socket = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
        guard socket.fd >= 0 else { throw .lost("the connection has no socket") }
        let (seconds, attoseconds) = limit.components
        let milliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
        // A signal ends the wait early, which the caller takes for a quiet while.
        guard poll(&socket, 1, milliseconds) > 0 else { return [] }
        guard PQconsumeInput(pointer) == 1 else { throw .lost(ConnectionHandle.message(pointer)) }
        return arrived()
    }

    private func arrived() -> [Notification] {
        var notifications: [Notification] = []
        while let next = PQnotifies(pointer) {
            notifications.append(
                Notification(
                    channel: String(cString: next.pointee.relname), payload: next.pointee.extra.map { String(cString: $0) } ?? "")
            )
            PQfreemem(next)
        }
        return notifications
    }
}
