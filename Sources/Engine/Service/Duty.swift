internal import Configuration
internal import Identifiers
internal import Storage
internal import Synchronization

/// Work that one node at a time does for all that share a database. A node that does not renew its hold in time loses it, and knows
/// so by its own clock.
final class Duty: Sendable {
    enum Name: String, Sendable {
        case publishing, errands, scheduling
        case catchingUp = "catching-up"
        case tidying
    }

    private let context: EngineContext
    private let name: Name
    private let heldUntil = Mutex<ContinuousClock.Instant?>(nil)

    /// What is begun within a sixth of it before the end may last beyond that.
    private var term: Duration { context.configuration.limits.lease }

    /// How soon another node looks whether a duty is free.
    var pause: Duration { term / 6 }

    init(_ name: Name, _ context: EngineContext) {
        self.name = name
        self.context = context
    }

    /// Whether this node may begin something now.
    var isHeld: Bool { !context.database.isShared || rest > term / 6 }

    /// Takes the duty or holds it for longer, where that is needed; false where another node has it.
    func hold() async throws -> Bool {
        guard context.database.isShared else { return true }
        let term = term
        if rest > term / 2 { return true }
        let begun = ContinuousClock.now
        let (name, node) = (name.rawValue, context.node)
        let isTaken = try await context.write { tx, now in
            try tx.duties.take(name, node: node, until: now + term, now: now)
        }
        heldUntil.withLock { $0 = isTaken ? begun + term : nil }
        return isTaken
    }

    /// Holds on to it while there is nothing to do, if it is held.
    func keep() async throws {
        if rest > .zero { _ = try await hold() }
    }

    private var rest: Duration { heldUntil.withLock { $0.map { $0 - .now } } ?? .zero }
}
