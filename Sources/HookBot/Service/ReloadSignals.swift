@preconcurrency internal import Dispatch
internal import Glibc
internal import POSIX
internal import Synchronization

/// Says when the configuration is to be read again: at SIGHUP, and when something changed in its folder.
final class ReloadSignals: Sendable {
    /// An element when there may be something to read; what comes while nobody listens is one.
    let stream: AsyncStream<Void>
    /// Whether somebody asked by the signal since this was taken last: folders are busy, an order must not be lost among their events.
    private let isAsked: Asked
    private let sources: [any DispatchSourceProtocol]

    init(folder: String) {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.stream = stream
        // The default action would end the process.
        signal(SIGHUP, SIG_IGN)
        let hangUp = DispatchSource.makeSignalSource(signal: SIGHUP)
        let asked = Asked()
        isAsked = asked
        hangUp.setEventHandler {
            asked.flag.withLock { $0 = true }
            continuation.yield()
        }
        hangUp.resume()
        let watch = WatchedFolder(folder)
        guard watch.number >= 0 else {
            sources = [hangUp]
            return
        }
        let changes = DispatchSource.makeReadSource(fileDescriptor: watch.number)
        changes.setEventHandler {
            watch.drain()
            continuation.yield()
        }
        changes.resume()
        sources = [hangUp, changes]
    }
}

extension ReloadSignals {
    func takeAsked() -> Bool {
        isAsked.flag.withLock { flag in
            defer { flag = false }
            return flag
        }
    }

    fileprivate final class Asked: Sendable { let flag = Mutex(false) }
}

/// A folder's watch for a dispatch source, which outlives the call that makes it.
private final class WatchedFolder: Sendable {
    private let watch: FolderWatch

    init(_ path: String) { watch = FolderWatch(path, includingWrites: true) }

    var number: Int32 { watch.number }

    func drain() { watch.drain() }
}
