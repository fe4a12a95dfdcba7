package import Rules
internal import Synchronization

/// HookBot's own account on GitHub: read once GitHub can be asked, so that its own events start nothing.
package final class OwnIdentity: Sendable {
    private enum State {
        case known(Identity)
        /// Why it could not be read the last time.
        case unknown(reason: String)
    }

    private let state: Mutex<State>

    package init(_ identity: Identity? = nil) {
        state = Mutex(identity.map(State.known) ?? .unknown(reason: "it was not asked yet"))
    }

    package var current: Identity? {
        state.withLock { state in if case .known(let identity) = state { identity } else { nil } }
    }

    /// For people; nil once the account is known.
    package var problem: String? {
        state.withLock { state in if case .unknown(let reason) = state { reason } else { nil } }
    }

    package func set(_ identity: Identity) { state.withLock { $0 = .known(identity) } }

    /// Keeps the reason, unless the account is known from elsewhere.
    package func fail(_ reason: String) {
        state.withLock { state in if case .unknown = state { state = .unknown(reason: reason) } }
    }
}
