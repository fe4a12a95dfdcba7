internal import AgentRunner
internal import Synchronization

/// Where the listener of a run leaves how far its agent is, for whoever tells people.
final class ProgressBoard: Sendable {
    private let state = Mutex(AgentProgress())

    func show(_ progress: AgentProgress) { state.withLock { $0 = progress } }

    var latest: AgentProgress { state.withLock { $0 } }
}
