import Identifiers
import PostgreSQL
import TestSupport
import Testing

@testable import Storage

/// A database in which a job server of another make has worked before.
@Suite(.enabled(if: PostgresCluster.isInstalled, "the PostgreSQL server is not installed"))
struct AdoptionTests {
    /// Its tables and some of its rows.
    private static let before = """
        CREATE TABLE clients (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text NOT NULL, plan text);
        CREATE TABLE features (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), title text NOT NULL,
            client_id uuid REFERENCES clients (id));
        CREATE TABLE code_repositories (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            client_id uuid NOT NULL REFERENCES clients (id), provider text NOT NULL DEFAULT 'github', owner_name text NOT NULL,
            repo_name text NOT NULL, default_branch text NOT NULL DEFAULT 'main', url text,
            created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE code_branches (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            repository_id uuid NOT NULL REFERENCES code_repositories (id), feature_id uuid REFERENCES features (id),
            name text NOT NULL, url text, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE code_pull_requests (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            repository_id uuid NOT NULL REFERENCES code_repositories (id), feature_id uuid REFERENCES features (id),
            branch_id uuid REFERENCES code_branches (id), number int NOT NULL, title text NOT NULL,
            status text NOT NULL DEFAULT 'open', url text, created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE agent_jobs (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            client_id uuid NOT NULL REFERENCES clients (id), feature_id uuid REFERENCES features (id),
            repository_id uuid REFERENCES code_repositories (id), prompt text NOT NULL, branch_name text NOT NULL, title text,
            created_by_team_member_id uuid, status text NOT NULL DEFAULT 'queued', pid int, worktree_path text, exit_code int,
            error text, pr_url text, pr_number int, files_changed int, code_branch_id uuid REFERENCES code_branches (id),
            code_pull_request_id uuid REFERENCES code_pull_requests (id), created_at timestamptz NOT NULL DEFAULT now(),
            updated_at timestamptz NOT NULL DEFAULT now(), started_at timestamptz, completed_at timestamptz);
        CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.updated_at = now() + interval '1 year'; RETURN NEW; END $$;
        CREATE TRIGGER touch BEFORE UPDATE ON agent_jobs FOR EACH ROW EXECUTE FUNCTION touch();
        CREATE TABLE agent_job_messages (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
            job_id uuid NOT NULL REFERENCES agent_jobs (id) ON DELETE CASCADE, type text NOT NULL, content text NOT NULL,
            created_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE schema_migrations (version varchar PRIMARY KEY);
        CREATE PUBLICATION supabase_realtime;
        INSERT INTO clients VALUES ('11111111-1111-1111-1111-111111111111', 'Octo', 'gold');
        INSERT INTO code_repositories (id, client_id, owner_name, repo_name)
            VALUES ('22222222-2222-2222-2222-222222222222', '11111111-1111-1111-1111-111111111111', 'octo', 'cat');
        INSERT INTO agent_jobs (id, client_id, repository_id, prompt, branch_name, status, pr_number, created_at, started_at,
                completed_at)
            SELECT ('33333333-3333-3333-3333-33333333333' || n)::uuid, '11111111-1111-1111-1111-111111111111',
                '22222222-2222-2222-2222-222222222222', 'Fix ' || n, 'fix-' || n, status,
                CASE WHEN n = 3 THEN 7 END, '2026-01-02 03:04:05.678901+00', '2026-01-02 03:05:00+00',
                CASE WHEN n > 2 THEN timestamptz '2026-01-02 04:00:00+00' END
            FROM (VALUES (1, 'queued'), (2, 'running'), (3, 'completed'), (4, 'completed'), (5, 'failed'), (6, 'cancelled'))
                AS rows (n, status);
        INSERT INTO agent_job_messages (job_id, type, content, created_at)
            VALUES ('33333333-3333-3333-3333-333333333333', 'stdout', 'second', '2026-01-02 03:30:00+00'),
                ('33333333-3333-3333-3333-333333333333', 'system', 'first', '2026-01-02 03:06:00+00');
        """

    private static let theirs: StaticString = """
        SELECT id::text || client_id || repository_id || prompt || branch_name || status || created_at || updated_at
            || COALESCE(started_at::text, '-') || COALESCE(completed_at::text, '-') || COALESCE(pr_number::text, '-') AS text
        FROM agent_jobs ORDER BY id
        """

    private func withAdopted(_ body: (Database, [Row]) async throws -> Void) async throws {
        try await withServer { location in
            guard case .server(let target) = location else { return }
            let before = try await Database.blocking { () throws(StorageError) in
                let session = try PostgresSession(PostgresServer(target, options: .init()))
                try session.runScript(Self.before)
                return try session.query(Self.theirs)
            }
            let database = try await Database.open(location)
            try await body(database, before)
            await database.close()
        }
    }

    @Test func `its rows are read as ours, and stay as they were`() async throws {
        try await withAdopted { database, before in
            let after = try await database.read { tx in try tx.query(Self.theirs) }
            #expect(after.map(\.values) == before.map(\.values))
            let jobs = try await database.read { tx in try tx.jobs.list().jobs }.sorted { $0.id.description < $1.id.description }
            #expect(
                jobs.map(\.state.name) == [.retryWait, .waitingForInput, .completed, .completed, .failed, .cancelled])
            #expect(jobs[2].state.outcome == .pullRequest)
            #expect(jobs[3].state.outcome == .noChanges)
            #expect(jobs[0].createdAt.description == "2026-01-02T03:04:05.678Z")
            let messages = try await database.read { tx in try tx.logs.read(jobs[2].id).map(\.content) }
            #expect(messages == ["first", "second"])
            let violations = try await database.read { tx in try tx.auditInvariants() }
            #expect(violations.isEmpty, "\(violations)")
        }
    }

    @Test func `what waited there is not taken up by itself, and can be cancelled`() async throws {
        try await withAdopted { database, _ in
            let claimed = try await database.write { tx in try tx.sampleClaim() }
            #expect(claimed == nil)
            let id = try #require(JobID("33333333-3333-3333-3333-333333333331"))
            let outcome = try await database.write { tx in try tx.jobs.requestCancel(id, by: "mona", now: moment()) }
            #expect(outcome == .cancelled)
        }
    }

    @Test func `a known repository is found by its name, and new jobs of it are published to who follows them`() async throws {
        try await withAdopted { database, _ in
            let job = try await database.write { tx in try tx.sampleJob(1) }
            #expect(job.repository?.description == "22222222-2222-2222-2222-222222222222")
            #expect(job.clientID == "11111111-1111-1111-1111-111111111111")
            let published = try await database.read { tx in
                try tx.query(
                    "SELECT tablename FROM pg_publication_tables WHERE pubname = 'supabase_realtime'"
                ).map { try $0.text("tablename") }
            }
            #expect(published == ["agent_jobs"])
        }
    }

    @Test func `who follows the publication sees each change of a job`() async throws {
        let cluster = try await Database.blocking { () throws(StorageError) in
            do { return try PostgresCluster(settings: "-c wal_level=logical") } catch { throw .unreachable("\(error)") }
        }
        let target = try ConnectionTarget(url: cluster.url())
        let follow: @Sendable (StaticString) async throws -> [Row] = { sql in
            try await Database.blocking { () throws(StorageError) in
                try PostgresSession(PostgresServer(target, options: .init())).query(sql)
            }
        }
        _ = try await follow("CREATE PUBLICATION supabase_realtime")
        let database = try await Database.open(.server(target))
        _ = try await follow("SELECT pg_create_logical_replication_slot('reader', 'pgoutput') AS slot")
        let fence = try await database.write { tx in try tx.runningJob() }
        _ = try await database.write { tx in try tx.jobs.transition(fence, to: .completed(.pushed), now: moment(9)) }
        let changes = try await follow(
            """
            SELECT encode(data, 'escape') AS change FROM pg_logical_slot_get_binary_changes('reader', NULL, NULL,
                'proto_version', '1', 'publication_names', 'supabase_realtime')
            """
        ).map { try $0.text("change") }
        #expect(changes.contains { $0.contains("agent_jobs") })
        let told = changes.filter { $0.contains(fence.job.description) }
        #expect(told.count >= 3, "made, claimed, completed")
        #expect(told.last?.contains("completed") == true)
        await database.close()
    }
}
