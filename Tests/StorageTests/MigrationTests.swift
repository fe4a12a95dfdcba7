import TestSupport
import Testing

@testable import Storage

@Suite struct MigrationTests {
    /// Rows as each migration first allowed them: added to, never changed.
    private static let samples: [Int: [StaticString]] = [
        1: [
            "INSERT INTO clients VALUES ('c1', 'octo', 'github', 'octo', 1)",
            "INSERT INTO features VALUES ('f1', 'Search', 'c1', 1)",
            """
            INSERT INTO code_repositories VALUES ('r1', 'c1', 'github', 'octo', 'cat', 'main', 'https://github.com/octo/cat',
                7, 1, 1)
            """,
        ],
        2: [
            """
            INSERT INTO deliveries VALUES (1, 'main', '01900000-0000-7000-8000-000000000001', 'github', 'push', NULL, '{}',
                x'00', 1, 'sha', 'current', 1, 'received', NULL, NULL, 0)
            """
        ],
        3: [
            """
            INSERT INTO agent_jobs (id, client_id, repository_id, prompt, branch_name, created_at, updated_at, kind, source,
                delivery_id, state, max_attempts, settings, trigger)
            VALUES ('01900000-0000-7000-8000-000000000002', 'c1', 'r1', 'Fix it', 'hookbot/1', 1, 1, 'implement', 'rule', 1,
                'queued', 2, '{}', '{}')
            """,
            """
            INSERT INTO code_branches VALUES ('b1', 'r1', NULL, 'hookbot/1', NULL, 1,
                '01900000-0000-7000-8000-000000000002', 'main', NULL, NULL, 1, NULL)
            """,
            """
            INSERT INTO code_pull_requests VALUES ('p1', 'r1', NULL, 'b1', 3, 'Fix', 'open', NULL, 1,
                '01900000-0000-7000-8000-000000000002', NULL, NULL, NULL, 1, NULL)
            """,
            "INSERT INTO rule_matches VALUES (1, 1, 'rule', 'triage', 1, '{}', '01900000-0000-7000-8000-000000000002', 1)",
        ],
        4: [
            "INSERT INTO job_steps VALUES (1, '01900000-0000-7000-8000-000000000002', 'push', 0, 1, '{}', NULL, 1, NULL)",
            """
            INSERT INTO agent_runs (id, job_id, attempt, alias, folder, started_at)
            VALUES (1, '01900000-0000-7000-8000-000000000002', 1, 'ada', '/tmp/run', 1)
            """,
            """
            INSERT INTO agent_job_messages VALUES (1, '01900000-0000-7000-8000-000000000002', 'stdout', 'hello', 1, 1, 1,
                NULL, 'info', NULL, NULL)
            """,
            "INSERT INTO workspaces VALUES ('/tmp/w', '01900000-0000-7000-8000-000000000002', 1, 'active', 1, 1)",
        ],
        5: [
            """
            INSERT INTO github_writes VALUES (1, '01900000-0000-7000-8000-000000000002', 'comment', 'octo/cat#1', '{}', NULL,
                'key', 1, 'pending', 0, 1, NULL, NULL, 1, 1)
            """
        ],
        6: [
            "INSERT INTO audit_log VALUES (1, 1, 'mona', 'job.created', 'job', 'x', '{}')",
            "INSERT INTO api_tokens VALUES ('t1', 'ci', 'hb_', 'hash', 'read', 'mona', 1, NULL, NULL, NULL)",
            "INSERT INTO nodes VALUES ('n', 'boot', 1, 2, '1.0', 1, 1)",
        ],
        11: [],
        14: [],
        15: [],
        16: ["INSERT INTO item_pauses VALUES ('r1', 5, 'mona', 1)"],
        13: [
            "INSERT INTO rule_starts VALUES ('triage', '7#1', 1, 1)", "INSERT INTO bot_answers VALUES ('7#1 9', 1, 1)",
            "INSERT INTO job_events VALUES (1, '01900000-0000-7000-8000-000000000002', 1, '{}', 1)",
        ],
        12: [
            "INSERT INTO duties VALUES ('publishing', 'n', 1)", "INSERT INTO shared_keys VALUES ('marker', 'ab')",
            "INSERT INTO last_commits VALUES ('s', 1, 1)",
        ],
        10: [
            """
            INSERT INTO review_items VALUES (1, 'r1', 5, 'thread', 9, 9, 'mona', 'a.txt', 3, '@@', 'Why?', 'open', NULL, NULL,
                NULL, 1, 1)
            """
        ],
        7: ["INSERT INTO delivery_feeds VALUES ('octo/cat/1', 1)"],
        8: ["INSERT INTO accounts VALUES ('main', 'f', 'exhausted', 9, 'used up', 1, NULL, 3, 1, 0.5, 1)"],
        9: [
            """
            INSERT INTO agent_runs (id, job_id, attempt, alias, folder, started_at, reserved_usd)
            VALUES (2, '01900000-0000-7000-8000-000000000002', 1, 'run-2', '/tmp/run-2', 1, 1.5)
            """
        ],
    ]

    @Test(arguments: Migration.all.map(\.number))
    func `rows of every older schema survive to the newest`(number: Int) async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hookbot.db"
            try Self.make(path, upTo: number, withRows: true)
            let database = try await Database.open(path: path)
            try await database.read { tx throws in
                #expect(try tx.schemaVersion() == Migration.all.last?.number)
                #expect(try tx.repositories.list().count == 1)
                #expect(try tx.deliveries.list(limit: 9).count == (number >= 2 ? 1 : 0))
                #expect(try tx.jobs.list().total == (number >= 3 ? 1 : 0))
                #expect(try tx.writes.counts() == (number >= 5 ? [.pending: 1] : [:]))
                #expect(try tx.integrityCheck().isEmpty)
            }
            let rows = try await database.view.status().rowCounts.reduce(0) { $0 + $1.rows }
            #expect(rows == (1...number).reduce(0) { $0 + (Self.samples[$1]?.count ?? 0) })
            await database.close()
        }
    }

    @Test func `migrations are numbered without gaps and every one has sample rows`() {
        #expect(Migration.all.map(\.number) == Array(1...Migration.all.count))
        #expect(Set(Self.samples.keys) == Set(1...Migration.all.count))
    }

    /// What databases in the field have recorded: a change here means that they would be refused.
    @Test func `landed migrations have not been edited`() {
        #expect(
            Migration.all.map(\.checksum) == [
                "c8909c189c2d922a", "71aa514b35adb1f6", "d112e8fa9e15bfd", "b2eb26a0f56d2805", "efaf286a94bad767",
                "ff13dfdbe14356be", "8e416a85e74aced9", "f6f98ce631c2d83e", "39b3448e184cb4d3", "8e6468035500ccfc",
                "813919adf3607c3d", "320cfc19f69db4a2", "cdd7d3221ea4ae3a", "9ddf22dae40bad60",
                "7dbe754fa7d377fd", "c9efba62f6589d7a",
            ])
    }

    @Test func `a newer schema is refused and left as it is`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hookbot.db"
            try Self.make(
                path, upTo: Migration.all.count, withRows: false, then: "INSERT INTO schema_migrations VALUES (99, 'later', 'x')")
            let bytes = try readBytes(path)
            await #expect(throws: StorageError.newerSchema(found: 99, known: Migration.all.count)) {
                try await Database.open(path: path)
            }
            #expect(try readBytes(path) == bytes)
        }
    }

    @Test func `an edited migration is refused`() async throws {
        try await withTemporaryFolder { folder in
            let path = "\(folder)/hookbot.db"
            try Self.make(
                path, upTo: Migration.all.count, withRows: false,
                then: "UPDATE schema_migrations SET checksum = 'x' WHERE version = 3")
            await #expect(throws: StorageError.changedMigration(3)) { try await Database.open(path: path) }
        }
    }

    @Test func `a migration that fails leaves the schema before it`() throws {
        let broken = Migration(
            number: Migration.all.count + 1, name: "broken",
            statements: ["CREATE TABLE half (id INTEGER) STRICT", "CREATE TABLE nonsense ("])
        let connection = try Connection(path: ":memory:", role: .inspector, options: .init())
        try connection.run("PRAGMA query_only=OFF")
        #expect(throws: StorageError.self) { try Migration.apply(Migration.all + [broken], on: connection) }
        #expect(try connection.run("SELECT name FROM sqlite_schema WHERE name = 'half'").isEmpty)
        #expect(
            try connection.run("SELECT max(version) AS version FROM schema_migrations").first?.int("version")
                == Migration.all.count)
        try Migration.apply(Migration.all, on: connection)
    }

    private static func make(_ path: String, upTo number: Int, withRows: Bool, then sql: StaticString? = nil) throws {
        try DatabaseFile.create(path)
        let connection = try Connection(path: path, role: .writer(checkpointPages: 1000), options: .init())
        for migration in Migration.all where migration.number <= number {
            try Migration.apply(Array(Migration.all.prefix(migration.number)), on: connection)
            for sample in withRows ? samples[migration.number] ?? [] : [] { try connection.run(sample) }
        }
        if let sql { try connection.run(sql) }
    }
}
