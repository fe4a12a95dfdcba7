package import Configuration
package import Identifiers
internal import Synchronization

/// The configuration that is in force, and why a newer one is not.
package final class LiveConfiguration: Sendable {
    private struct State {
        var configuration: HookBotConfiguration
        var since: Timestamp?
        var problem: String?
    }

    private let state: Mutex<State>

    package init(_ configuration: HookBotConfiguration) {
        state = Mutex(State(configuration: configuration))
    }

    package var current: HookBotConfiguration { state.withLock { $0.configuration } }

    /// For people: what is wrong with the file as it is now; nil where it is in force.
    package var problem: String? { state.withLock { $0.problem } }

    /// When it was last taken over from the file; nil since the start.
    package var since: Timestamp? { state.withLock { $0.since } }

    package func replace(with configuration: HookBotConfiguration, problem: String?, at moment: Timestamp) {
        state.withLock { $0 = State(configuration: configuration, since: moment, problem: problem) }
    }

    package func refuse(_ problem: String) { state.withLock { $0.problem = problem } }
}
