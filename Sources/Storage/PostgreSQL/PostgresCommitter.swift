internal import PostgreSQL
internal import Synchronization

/// The one session of this node that writes. A connection that breaks before COMMIT is replaced and the batch done again; one that
/// breaks during it is asked for what became of the transaction.
final class PostgresCommitter: BatchCommitter {
    private let server: PostgresServer
    /// Told to other nodes, so that each knows its own notifications from theirs.
    private let sender: String
    private let session: Mutex<PostgresSession?>

    /// Connects and brings the schema up to date; blocks.
    init(_ server: PostgresServer, sender: String) throws(StorageError) {
        self.server = server
        self.sender = sender
        let session = try PostgresSession(server)
        try PostgresSchema.update(on: session)
        self.session = Mutex(session)
    }

    func close() { session.withLock { $0 = nil } }

    func perform(_ batch: [PendingWrite]) -> (failure: StorageError?, changed: Bool) {
        session.withLock { session in
            var reconnection = Reconnection(patience: server.options.patience)
            while true {
                var number: Int64?
                do throws(StorageError) {
                    let current = try server.session(replacing: &session)
                    return (nil, try run(batch, on: current, number: &number))
                } catch {
                    // Whatever state the session is in: the server undoes what was not committed.
                    session = nil
                    switch error {
                    case .unreachable, .busy:
                        guard reconnection.pause() else { return (error, false) }
                    case .commitUnknown:
                        switch outcome(of: number, &session, &reconnection) {
                        case .committed: return (nil, true)
                        case .aborted: continue
                        case .unknown: return (error, false)
                        }
                    default: return (error, false)
                    }
                }
            }
        }
    }

    private enum Outcome {
        case committed, aborted, unknown
    }

    /// What became of a transaction whose COMMIT got no answer (txid_status, section 9.27 of PostgreSQL's manual).
    private func outcome(
        of number: Int64?, _ session: inout PostgresSession?, _ reconnection: inout Reconnection
    ) -> Outcome {
        guard let number else { return .unknown }
        while reconnection.pause() {
            do throws(StorageError) {
                let current = try server.session(replacing: &session)
                let rows = try current.query("SELECT txid_status($1) AS status", [.integer(number)])
                switch try rows.first?.optionalText("status") {
                case "committed": return .committed
                case "aborted": return .aborted
                case "in progress": continue
                default: return .unknown
                }
            } catch {
                session = nil
            }
        }
        return .unknown
    }

    private func run(
        _ batch: [PendingWrite], on session: PostgresSession, number: inout Int64?
    ) throws(StorageError) -> Bool {
        let before = session.totalChanges
        _ = try session.query("BEGIN")
        number = try session.query(
            "SELECT txid_current() AS number, pg_advisory_xact_lock($1) IS NULL AS locked", [.integer(PostgresServer.writeLock)]
        ).first?.integer("number")
        if batch.count == 1 {
            guard try perform(batch[0], on: session) else {
                _ = try session.query("ROLLBACK")
                return false
            }
        } else {
            for write in batch {
                _ = try session.query("SAVEPOINT one")
                if try !perform(write, on: session) { _ = try session.query("ROLLBACK TO SAVEPOINT one") }
                _ = try session.query("RELEASE SAVEPOINT one")
            }
        }
        let changed = session.totalChanges != before
        if changed {
            _ = try session.query(
                "SELECT pg_notify($1, $2) IS NULL AS told", [.text(PostgresServer.channel), .text(sender)])
        }
        try session.commit()
        return changed
    }

    /// Runs one write; false where what it did must be undone.
    private func perform(_ write: PendingWrite, on session: PostgresSession) throws(StorageError) -> Bool {
        let transaction = Transaction(session)
        let failure = write.run(transaction)
        transaction.end()
        switch session.state {
        case .lost: throw .unreachable("the connection broke during a write")
        case .failed:
            // A failure that the body kept to itself has spoilt its part of the transaction all the same.
            if failure == nil { write.fail(.failed(code: 0, detail: "a statement failed before the end")) }
            return false
        case .open, .none: return failure == nil
        }
    }
}
