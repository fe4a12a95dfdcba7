@preconcurrency internal import Dispatch
internal import Glibc
internal import POSIX

/// Says when the configuration is to be read again: at SIGHUP, and when something changed in its folder.
final class ReloadSignals: Sendable {
    enum Cause: Sendable { case signal, folder }

    let stream: AsyncStream<Cause>
    private let sources: [any DispatchSourceProtocol]

    init(folder: String) {
        let (stream, continuation) = AsyncStream.makeStream(of: Cause.self, bufferingPolicy: .bufferingNewest(4))
        self.stream = stream
        // The default action would end the process.
        signal(SIGHUP, SIG_IGN)
        let hangUp = DispatchSource.makeSignalSource(signal: SIGHUP)
        hangUp.setEventHandler { continuation.yield(.signal) }
        hangUp.resume()
        let watch = WatchedFolder(folder)
        guard watch.number >= 0 else {
            sources = [hangUp]
            return
        }
        let changes = DispatchSource.makeReadSource(fileDescriptor: watch.number)
        changes.setEventHandler {
            watch.drain()
            continuation.yield(.folder)
        }
        changes.resume()
        sources = [hangUp, changes]
    }
}

/// A folder's watch for a dispatch source, which outlives the call that makes it.
private final class WatchedFolder: Sendable {
    private let watch: FolderWatch

    init(_ path: String) { watch = FolderWatch(path, includingWrites: true) }

    var number: Int32 { watch.number }

    func drain() { watch.drain() }
}
