internal import PostgreSQL
internal import Synchronization

/// The one session of this node that writes. A connection that breaks before COMMIT is replaced and the batch done again; one that
/// breaks during it leaves a question, which the token of the transaction answers.
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
                let token = Int64.random(in: 1...Int64.max)
                do throws(StorageError) {
                    return (nil, try run(batch, as: token, on: server.session(replacing: &session)))
                } catch {
                    // Whatever state the session is in: the server undoes what was not committed.
                    session = nil
                    switch error {
                    case .unreachable, .busy:
                        guard reconnection.pause() else { return (error, false) }
                    case .commitUnknown:
                        switch outcome(of: token, &session, &reconnection) {
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

    /// What became of a transaction whose COMMIT got no answer: it left its token, or it left nothing. The lock tells that it is over.
    private func outcome(
        of token: Int64, _ session: inout PostgresSession?, _ reconnection: inout Reconnection
    ) -> Outcome {
        while reconnection.pause() {
            do throws(StorageError) {
                let current = try server.session(replacing: &session)
                _ = try current.query("BEGIN")
                try lock(current)
                let last = try current.query("SELECT token FROM last_commits WHERE sender = $1", [.text(sender)]).first
                let isThere = try last?.integer("token") == token
                _ = try current.query("ROLLBACK")
                return isThere ? .committed : .aborted
            } catch {
                session = nil
            }
        }
        return .unknown
    }

    private func lock(_ session: PostgresSession) throws(StorageError) {
        _ = try session.query("SELECT pg_advisory_xact_lock($1) IS NULL AS locked", [.integer(PostgresServer.writeLock)])
    }

    private func run(_ batch: [PendingWrite], as token: Int64, on session: PostgresSession) throws(StorageError) -> Bool {
        let before = session.totalChanges
        // Each round trip counts, as all nodes wait for the lock: what needs no answer of its own goes together.
        try session.runScript("BEGIN; SELECT pg_advisory_xact_lock(\(PostgresServer.writeLock))")
        if batch.count == 1 {
            guard try perform(batch[0], on: session) else {
                try session.runScript("ROLLBACK")
                return false
            }
        } else {
            var next = "SAVEPOINT one"
            for write in batch {
                try session.runScript(next)
                let isDone = try perform(write, on: session)
                next = (isDone ? "" : "ROLLBACK TO SAVEPOINT one; ") + "RELEASE SAVEPOINT one; SAVEPOINT one"
            }
            if next.hasPrefix("ROLLBACK") { try session.runScript("ROLLBACK TO SAVEPOINT one") }
        }
        guard session.totalChanges != before else {
            try session.commit(after: "")
            return false
        }
        // Both are made of hexadecimal digits.
        try session.commit(
            after: """
                INSERT INTO last_commits (sender, token, at)
                    VALUES ('\(sender)', \(token), (extract(epoch FROM now()) * 1000)::bigint)
                    ON CONFLICT (sender) DO UPDATE SET token = excluded.token, at = excluded.at;
                NOTIFY \(PostgresServer.channel), '\(sender)';
                """)
        return true
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
