extension Migration {
    static let githubWrites = Migration(
        number: 5, name: "github writes",
        statements: [
            """
            CREATE TABLE github_writes (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                job_id TEXT REFERENCES agent_jobs (id) ON DELETE SET NULL,
                kind TEXT NOT NULL,
                target TEXT NOT NULL,
                payload TEXT NOT NULL,
                marker TEXT,
                coalesce_key TEXT,
                revision INTEGER NOT NULL DEFAULT 1,
                state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'abandoned')),
                attempts INTEGER NOT NULL DEFAULT 0,
                not_before INTEGER NOT NULL,
                remote_id TEXT,
                note TEXT,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX github_writes_coalesce ON github_writes (coalesce_key) WHERE state = 'pending'",
            "CREATE INDEX github_writes_due ON github_writes (not_before, id) WHERE state = 'pending'",
            "CREATE INDEX github_writes_key ON github_writes (coalesce_key, id)",
            "CREATE INDEX github_writes_job ON github_writes (job_id)",
        ])
}
