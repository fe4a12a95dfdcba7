@preconcurrency internal import Dispatch
internal import BlockingWork
internal import Identifiers
package import POSIX
internal import Synchronization

/// An agent at work, as seen from the daemon; it goes on when the daemon does not.
package final class AgentRun: Sendable {
    package let folder: RunFolder
    package let supervisor: ProcessIdentity
    package let isSandboxed: Bool
    /// Why there is no sandbox although one was preferred.
    package let sandboxNote: String?

    private enum State {
        case running([@Sendable (ExitRecord) -> Void])
        case ended(ExitRecord)
    }

    private let state = Mutex(State.running([]))
    private static let queue = DispatchQueue(label: "hookbot.runs")
    static let work = BlockingWork(label: "hookbot.runs.files", width: 4)

    /// `end` is the descriptor that shows the supervisor's end.
    init(
        folder: RunFolder, supervisor: ProcessIdentity, end: consuming Descriptor, isSandboxed: Bool, sandboxNote: String? = nil
    ) {
        self.folder = folder
        self.supervisor = supervisor
        self.isSandboxed = isSandboxed
        self.sandboxNote = sandboxNote
        _ = ProcessWatch(end, on: Self.queue) { self.supervisorEnded() }
    }

    /// Asks the supervisor to end the agent. Durable: it also counts for a supervisor that is only starting.
    package func cancel() throws(AgentError) {
        do { try Files.touch(folder.cancel) } catch { throw .storage("\(error)") }
    }

    /// How the run ended; `.lost` where the supervisor was killed. Cancelling the task does not end the wait: `cancel()` does.
    package func wait() async -> ExitRecord {
        await withCheckedContinuation { continuation in
            whenEnded { continuation.resume(returning: $0) }
        }
    }

    /// What the agent wrote and writes, from `offset` on; ends when the run has ended and all was delivered.
    package func events(from offset: StreamOffset = StreamOffset()) -> AsyncStream<StreamChunk> {
        let (stream, continuation) = AsyncStream.makeStream(of: StreamChunk.self)
        let tail = RunTail(folder, from: offset, into: continuation)
        whenEnded { _ in tail.finish() }
        return stream
    }

    /// What an agent wrote whose run has ended.
    package static func recordedEvents(
        folder: String, from offset: StreamOffset = StreamOffset()
    ) -> AsyncStream<StreamChunk> {
        let (stream, continuation) = AsyncStream.makeStream(of: StreamChunk.self)
        RunTail(RunFolder(folder), from: offset, into: continuation).finish()
        return stream
    }

    private func whenEnded(_ body: @escaping @Sendable (ExitRecord) -> Void) {
        let record: ExitRecord? = state.withLock { state in
            switch state {
            case .running(let waiting):
                state = .running(waiting + [body])
                return nil
            case .ended(let record): return record
            }
        }
        if let record { body(record) }
    }

    private func supervisorEnded() {
        // Our own child stays as a zombie otherwise; after a restart it is somebody else's, and this does nothing.
        ChildProcess(identifier: supervisor.identifier).reap()
        // Where the record cannot be read now, it is lost for this daemon; attaching later may still find it.
        let record = (try? RunSettlement.settle(folder)) ?? ExitRecord(end: .lost)
        let waiting: [@Sendable (ExitRecord) -> Void] = state.withLock { state in
            guard case .running(let waiting) = state else { return [] }
            state = .ended(record)
            return waiting
        }
        for body in waiting { body(record) }
    }
}
