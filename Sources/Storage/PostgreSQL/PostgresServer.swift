internal import PostgreSQL

/// A server with what its sessions have in common.
struct PostgresServer: Sendable {
    let target: ConnectionTarget
    let options: DatabaseOptions
    let settings: SessionSettings

    init(_ target: ConnectionTarget, options: DatabaseOptions) {
        self.target = target
        self.options = options
        var settings = SessionSettings()
        // Nothing waits inside a transaction: one that stands still belongs to a process that was stopped, and holds up the others.
        settings.idleInTransactionTimeout = .seconds(5)
        settings.lockTimeout = options.busyTimeout
        self.settings = settings
    }

    /// The session there is, or a new one in its place; blocks.
    func session(replacing session: inout PostgresSession?) throws(StorageError) -> PostgresSession {
        if let session { return session }
        let made = try PostgresSession(self)
        session = made
        return made
    }

    /// Every transaction that writes holds this lock, on whichever node: writes come one after the other, as in a file.
    static let writeLock: Int64 = 0x486F_6F6B_426F_74
    /// Where a node says that it changed something.
    static let channel = "hookbot_commits"
}
