internal import Glibc
internal import Identifiers
internal import POSIX
internal import Storage

/// Makes this node known to those that share its database.
struct NodeRegistration: Sendable {
    let context: EngineContext

    /// Longer than a living node is silent.
    private static let patience: Duration = .seconds(20)

    struct Taken: Error, CustomStringConvertible {
        let node: String

        var description: String {
            "another service works as \(node) on this database: the data directory was copied; "
                + "remove node.id from the copy and start again"
        }
    }

    /// Throws `Taken` where another living service has the same identifier: each would take the other's jobs for its own.
    func register() async throws {
        guard let own = ProcessIdentity(of: getpid()) else { return }
        if let last = try await known(), last.bootID == own.bootID, last.pid != Int(own.identifier),
            ProcessIdentity(
                identifier: Int32(clamping: last.pid), startTicks: UInt64(clamping: last.pidStarted), bootID: last.bootID
            ).isRunning
        {
            throw Taken(node: context.node)
        }
        if let last = try await known(), last.bootID != own.bootID, context.now() - last.heartbeatAt < Self.patience * 3 {
            try await Task.sleep(for: Self.patience)
            if let later = try await known(), later.heartbeatAt != last.heartbeatAt { throw Taken(node: context.node) }
        }
        let (node, version) = (context.node, context.version)
        try await context.write { tx, now in
            try tx.nodes.register(
                Node(
                    id: node, bootID: own.bootID, pid: Int(own.identifier), pidStarted: Int64(own.startTicks), version: version,
                    startedAt: now, heartbeatAt: now))
        }
    }

    private func known() async throws -> Node? {
        let node = context.node
        return try await context.database.read { tx in try tx.nodes.list().first { $0.id == node } }
    }
}
