@preconcurrency internal import Dispatch
internal import Synchronization

/// An HTTP/1.1 server. It answers one request for each connection and is strict about what it accepts.
package final class WebServer: Sendable {
    private let core: ServerCore
    private let listener: Listener
    private let daemon: Mutex<Daemon?>

    private init(on address: ListenAddress, limits: ServerLimits, handler: @escaping Handler) throws(WebServerError) {
        listener = try Listener(on: address)
        core = try ServerCore(limits: limits, handler: handler)
        daemon = Mutex(try Daemon(listener: listener, core: core))
        core.watch.start()
    }

    deinit {
        daemon.withLock { $0 = nil }
        core.watch.stop()
    }

    /// Listens on `address`; `handler` is called for each request in a task of its own, many at a time.
    package static func start(
        on address: ListenAddress, limits: ServerLimits = ServerLimits(), handler: @escaping Handler
    ) async throws(WebServerError) -> WebServer {
        try WebServer(on: address, limits: limits, handler: handler)
    }

    /// The one listened on, also when 0 was asked for; 0 on a Unix socket.
    package var port: UInt16 { listener.port }

    package var statistics: ServerStatistics { core.statistics }

    /// Refuses new clients, ends event streams, lets running requests end for at most `drain`, then cuts what is left:
    /// the tasks of handlers still running are cancelled. Calling it again does nothing more.
    package func stop(drain: Duration) async {
        daemon.withLock { $0?.refuseClients() }
        core.endEventStreams()
        await core.connections.drained(within: drain)
        await withCheckedContinuation { continuation in
            // Waits for threads to end, which must not hold one of the cooperative ones.
            DispatchQueue(label: "hookbot.web.stop").async {
                self.daemon.withLock { $0 = nil }
                self.core.watch.stop()
                continuation.resume()
            }
        }
    }
}
