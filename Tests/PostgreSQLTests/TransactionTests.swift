internal import PostgreSQL
internal import TestSupport
internal import Testing

@Suite(.enabled(if: PostgresCluster.isInstalled, "the PostgreSQL server is not installed"))
struct TransactionTests {
    @Test func `a failed savepoint takes its own work back and no more`() async throws {
        let rows = try await onDatabase { target in
            let connection = try Self.withTable(target)
            try connection.transaction { () throws(PostgresError) in
                _ = try connection.query("INSERT INTO t VALUES (1)")
                do throws(PostgresError) {
                    try connection.savepoint { () throws(PostgresError) in
                        _ = try connection.query("INSERT INTO t VALUES (2)")
                        _ = try connection.query("INSERT INTO t VALUES (1)")
                    }
                    Issue.record("a second row with the same key was accepted")
                } catch { #expect(error.remedy == .conflict) }
                try connection.savepoint { () throws(PostgresError) in _ = try connection.query("INSERT INTO t VALUES (3)") }
            }
            return try connection.query("SELECT n FROM t ORDER BY n").rows.map { $0["n"] }
        }
        #expect(rows == [.integer(1), .integer(3)])
    }

    @Test func `a savepoint whose failure was swallowed fails all the same`() async throws {
        let state = try await onDatabase { target in
            let connection = try Self.withTable(target)
            return try connection.transaction { () throws(PostgresError) in
                do throws(PostgresError) {
                    try connection.savepoint { () throws(PostgresError) in _ = try? connection.query("SELECT 1/0") }
                    Issue.record("the savepoint was released")
                } catch { #expect(error == .rolledBack) }
                return connection.transactionState
            }
        }
        #expect(state == .open)
    }

    @Test func `COMMIT of a failed transaction is no success`() async throws {
        try await onDatabase { target in
            let connection = try Self.withTable(target)
            #expect(throws: PostgresError.rolledBack) {
                try connection.transaction { () throws(PostgresError) in
                    _ = try connection.query("INSERT INTO t VALUES (1)")
                    _ = try? connection.query("SELECT 1/0")
                }
            }
            #expect(connection.transactionState == .none)
            #expect(try connection.query("SELECT * FROM t").rows.isEmpty)
        }
    }

    @Test func `a refusal at COMMIT is an answer and not unknown`() async throws {
        try await onDatabase { target in
            let connection = try PostgresConnection(target)
            try connection.runScript("CREATE TEMPORARY TABLE u (n bigint UNIQUE DEFERRABLE INITIALLY DEFERRED)")
            let error = #expect(throws: PostgresError.self) {
                try connection.transaction { () throws(PostgresError) in _ = try connection.query("INSERT INTO u VALUES (1), (1)")
                }
            }
            #expect(error?.remedy == .conflict)
        }
    }

    @Test func `a session that is ended before COMMIT leaves it unknown, and the connection says it is lost`() async throws {
        try await onDatabase { target in
            let connection = try Self.withTable(target)
            let other = try PostgresConnection(target)
            let error = #expect(throws: PostgresError.self) {
                try connection.transaction { () throws(PostgresError) in
                    let id = try connection.query("SELECT pg_backend_pid() AS id").rows[0]["id"]
                    _ = try other.query("SELECT pg_terminate_backend($1::int, 10000)", [id])
                }
            }
            if case .commitUnknown = error {} else { Issue.record("it was \(String(describing: error))") }
            #expect(error?.remedy == .reconnect)
            #expect(connection.transactionState == .lost)
        }
    }

    @Test func `who waits for a row longer than the lock timeout may try again`() async throws {
        try await onDatabase { target in
            let holder = try PostgresConnection(target)
            var settings = SessionSettings()
            settings.lockTimeout = .milliseconds(20)
            let waiter = try PostgresConnection(target, settings: settings)
            try holder.transaction { () throws(PostgresError) in
                _ = try holder.query("SELECT pg_advisory_xact_lock(471100)")
                do throws(PostgresError) {
                    _ = try waiter.query("SELECT pg_advisory_xact_lock(471100)")
                    Issue.record("two hold one lock")
                } catch { #expect(error.remedy == .retry) }
            }
            _ = try waiter.query("SELECT pg_advisory_xact_lock(471100)")
        }
    }

    private static func withTable(_ target: ConnectionTarget) throws -> PostgresConnection {
        let connection = try PostgresConnection(target)
        try connection.runScript("CREATE TEMPORARY TABLE t (n bigint PRIMARY KEY)")
        return connection
    }
}
