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

    enum Hold: Sendable {
        /// Another node has it.
        case elsewhere
        /// This node has had it only since now: what whoever had it before left half done is this node's to finish.
        case taken
        case kept
    }

    /// Whether this node may begin something now.
    var isHeld: Bool { rest > term / 6 }

    /// Takes the duty or holds it for longer, where that is needed.
    func hold() async throws -> Hold {
        let (begun, before, term) = (ContinuousClock.now, rest, term)
        if before > term / 2 { return .kept }
        if context.database.isShared {
            let (name, node) = (name.rawValue, context.node)
            let isTaken = try await context.write { tx, now in
                try tx.duties.take(name, node: node, until: now + term, now: now)
            }
            heldUntil.withLock { $0 = isTaken ? begun + term : nil }
            guard isTaken else { return .elsewhere }
        } else {
            // There is nobody else, ever.
            heldUntil.withLock { $0 = begun + .seconds(1_000_000_000) }
        }
        return before > .zero ? .kept : .taken
    }

    /// Holds on to it, if it is held.
    func keep() async throws {
        if rest > .zero { _ = try await hold() }
    }

    private var rest: Duration { heldUntil.withLock { $0.map { $0 - .now } } ?? .zero }
}
