@preconcurrency internal import Dispatch
internal import Glibc
internal import POSIX

/// Follows the output files of a run as they grow. Safe because every field is touched on `queue` only, after `init`.
final class RunTail: @unchecked Sendable {
    private let folder: RunFolder
    private let continuation: AsyncStream<StreamChunk>.Continuation
    private let queue: DispatchQueue
    private let watch: FolderWatch
    private let source: any DispatchSourceProtocol
    private var offset: StreamOffset
    private var hasFinished = false

    /// `interval` is how often to look where the system cannot say that there is something.
    init(
        _ folder: RunFolder, from offset: StreamOffset, into continuation: AsyncStream<StreamChunk>.Continuation,
        interval: DispatchTimeInterval = .milliseconds(250)
    ) {
        self.folder = folder
        self.continuation = continuation
        self.offset = offset
        queue = DispatchQueue(label: "hookbot.run.tail")
        watch = FolderWatch(folder.path, includingWrites: true)
        if watch.isWatching {
            source = DispatchSource.makeReadSource(fileDescriptor: watch.number, queue: queue)
        } else {
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now(), repeating: interval)
            source = timer
        }
        continuation.onTermination = { [weak self] _ in self?.stop() }
        source.setEventHandler {
            self.watch.drain()
            self.pump()
        }
        source.setCancelHandler {
            self.source.setEventHandler(handler: nil)
            self.source.setCancelHandler(handler: nil)
        }
        source.activate()
        queue.async { self.pump() }
    }

    /// Delivers what is still there, then ends the stream; called when the run has ended.
    func finish() {
        queue.async {
            self.pump()
            self.continuation.finish()
            self.end()
        }
    }

    private func stop() { queue.async { self.end() } }

    private func end() {
        guard !hasFinished else { return }
        hasFinished = true
        source.cancel()
    }

    private func pump() {
        guard !hasFinished else { return }
        follow(folder.output, .output, \.output)
        follow(folder.errorOutput, .errorOutput, \.errorOutput)
    }

    private func follow(_ path: String, _ source: StreamChunk.Source, _ position: WritableKeyPath<StreamOffset, Int>) {
        // Not there before the agent was started.
        guard let file = try? Descriptor(opening: path, flags: O_RDONLY) else { return }
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = pread(file.number, &chunk, chunk.count, offset[keyPath: position])
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            offset[keyPath: position] += count
            continuation.yield(StreamChunk(source: source, bytes: Array(chunk[..<count]), next: offset))
        }
    }
}
