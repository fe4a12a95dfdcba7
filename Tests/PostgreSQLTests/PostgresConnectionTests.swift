internal import PostgreSQL
internal import TestSupport
internal import Testing

@Suite(.enabled(if: PostgresCluster.isInstalled, "the PostgreSQL server is not installed"))
struct PostgresConnectionTests {
    @Test(
        "a value comes back as it was given",
        arguments: [
            .null, .integer(0), .integer(.min), .integer(.max), .real(0.1), .real(-1e300), .text(""), .text("it's \"ünï\" 😀\n$1"),
            .bytes([]), .bytes(Array(0...255)), .bytes(Array(repeating: 0, count: 100_000)),
            .moment(0), .moment(-1), .moment(822_000_000_123_456), .moment(-50_000_000_000_000_000), .moment(68_256_000_000_000),
        ] as [PostgresValue])
    func roundTrip(value: PostgresValue) async throws {
        let row = try await onDatabase { target in
            let sql: StaticString =
                switch value {
                case .null, .text: "SELECT $1::text AS value"
                case .integer: "SELECT $1::bigint AS value"
                case .real: "SELECT $1::double precision AS value"
                case .bytes: "SELECT $1::bytea AS value"
                case .moment: "SELECT $1::timestamptz AS value"
                }
            return try PostgresConnection(target).query(sql, [value]).rows.first
        }
        #expect(row?["value"] == value)
    }

    @Test func `booleans and whole sums are integers, as they are in SQLite`() async throws {
        let row = try await onDatabase { target in
            try PostgresConnection(target).query(
                "SELECT 1 = 1 AS yes, 1 = 2 AS no, sum(n) AS total, avg(n) AS mean FROM (VALUES (1::bigint), (2)) AS t (n)"
            ).rows.first
        }
        #expect(row?.values == [.integer(1), .integer(0), .integer(3), .real(1.5)])
    }

    @Test func `text with a zero byte is refused before it is cut short`() async throws {
        await #expect(throws: PostgresError.zeroByte(parameter: 2)) {
            try await onDatabase { target in
                try PostgresConnection(target).query("SELECT $1::text, $2::text", [.text("a"), .text("b\0c")])
            }
        }
    }

    @Test func `changed rows are counted from the command, and a selection changes none`() async throws {
        let counts = try await onDatabase { target in
            let connection = try PostgresConnection(target)
            try connection.runScript("CREATE TEMPORARY TABLE t (n bigint PRIMARY KEY)")
            return [
                try connection.query("INSERT INTO t SELECT generate_series(1, 5)").changed,
                try connection.query("INSERT INTO t VALUES (5), (6) ON CONFLICT DO NOTHING").changed,
                try connection.query("UPDATE t SET n = n + 100 WHERE n > $1", [.integer(4)]).changed,
                try connection.query("SELECT * FROM t").changed, try connection.query("DELETE FROM t").changed,
            ]
        }
        #expect(counts == [5, 1, 2, 0, 6])
    }

    @Test func `a session's settings do not depend on the server's`() async throws {
        let row = try await onDatabase { target in
            try PostgresConnection(
                target,
                settings: SessionSettings(
                    schema: "a\"b", applicationName: "hookbot test", statementTimeout: .seconds(7),
                    lockTimeout: .milliseconds(300),
                    idleInTransactionTimeout: .seconds(9))
            ).query(
                """
                SELECT current_setting('search_path'), current_setting('statement_timeout'), current_setting('lock_timeout'),
                    current_setting('idle_in_transaction_session_timeout'), current_setting('application_name'),
                    current_setting('client_encoding')
                """
            ).rows.first
        }
        #expect(
            row?.values == [
                .text("\"a\"\"b\", pg_temp"), .text("7s"), .text("300ms"), .text("9s"), .text("hookbot test"), .text("UTF8"),
            ])
    }

    @Test(
        "a session that would acknowledge before the disk does is made to wait, any other stays as it is",
        arguments: [("off", "on"), ("local", "local"), ("remote_apply", "remote_apply")])
    func durability(given: String, kept: String) async throws {
        let row = try await onDatabase { _ in
            let url = try PostgresCluster.running().url() + "&options=-csynchronous_commit%3D\(given)"
            return try PostgresConnection(ConnectionTarget(url: url)).query(
                "SELECT current_setting('synchronous_commit') AS value"
            ).rows.first
        }
        #expect(row?["value"] == .text(kept))
    }

    @Test func `a server that is not there is named without the password`() async throws {
        let error = await #expect(throws: PostgresError.self) {
            try await onDatabase { _ in
                _ = try PostgresConnection(ConnectionTarget(url: "postgres://bot:s3cret@127.0.0.1:1/hooks"))
            }
        }
        #expect(error?.remedy == .reconnect)
        #expect(error?.description.contains("bot@127.0.0.1:1/hooks") == true)
        #expect(error?.description.contains("s3cret") == false)
    }
}
