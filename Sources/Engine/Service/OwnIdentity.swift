package import Rules
internal import Synchronization

/// HookBot's own account on GitHub: read once GitHub can be asked, so that its own events start nothing.
package final class OwnIdentity: Sendable {
    private let identity: Mutex<Identity?>

    package init(_ identity: Identity? = nil) { self.identity = Mutex(identity) }

    package var current: Identity? { identity.withLock { $0 } }

    package func set(_ identity: Identity) { self.identity.withLock { $0 = identity } }
}
