@preconcurrency internal import Dispatch
internal import POSIX

/// Calls back once when a process has ended. It keeps itself alive until then.
final class ProcessWatch: Sendable {
    private let descriptor: Descriptor
    private let source: any DispatchSourceRead

    /// `onEnd` runs on `queue`. The descriptor is that of `Descriptor.end(of:)`.
    init(_ descriptor: consuming Descriptor, on queue: DispatchQueue, onEnd: @escaping @Sendable () -> Void) {
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor.number, queue: queue)
        self.descriptor = descriptor
        // The handlers hold this object, and with it the open descriptor, until the source is cancelled.
        source.setEventHandler {
            self.source.cancel()
            onEnd()
        }
        source.setCancelHandler {
            self.source.setEventHandler(handler: nil)
            self.source.setCancelHandler(handler: nil)
        }
        source.activate()
    }
}
