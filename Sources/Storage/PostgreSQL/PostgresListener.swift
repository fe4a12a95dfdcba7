@preconcurrency internal import Dispatch
internal import Synchronization

/// Hears what other nodes commit, on a thread of its own.
final class PostgresListener: Sendable {
    private let isClosed = Mutex(false)

    /// Starts to listen; `heard` is called after each commit of another node, and after each time in which one may have been missed.
    init(_ server: PostgresServer, except sender: String, heard: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "hookbot.storage.listener").async { [self] in
            var wait = Reconnection(patience: Self.forever)
            while !isOver {
                do throws(StorageError) {
                    let session = try PostgresSession(server)
                    try session.runScript("LISTEN \(PostgresServer.channel)")
                    heard()
                    wait = Reconnection(patience: Self.forever)
                    // Short, so that closing need not wait long.
                    while !isOver {
                        if try session.news(within: .milliseconds(500)).contains(where: { $0 != sender }) { heard() }
                    }
                } catch {
                    // The loops look by themselves every few seconds: a server that is away costs time and nothing else.
                    _ = wait.pause()
                }
            }
        }
    }

    private static let forever = Duration.seconds(1_000_000_000)

    private var isOver: Bool { isClosed.withLock { $0 } }

    func close() { isClosed.withLock { $0 = true } }
}
