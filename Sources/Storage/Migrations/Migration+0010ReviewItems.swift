extension Migration {
    static let reviewItems = Migration(
        number: 10, name: "review items",
        statements: [
            """
            CREATE TABLE review_items (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                repository_id TEXT NOT NULL REFERENCES code_repositories (id),
                number INTEGER NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('review', 'thread', 'comment')),
                remote_id INTEGER NOT NULL,
                thread_id INTEGER,
                author TEXT NOT NULL,
                path TEXT,
                line INTEGER,
                hunk TEXT,
                body TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('open', 'answered', 'withdrawn')),
                job_id TEXT REFERENCES agent_jobs (id) ON DELETE SET NULL,
                answer TEXT,
                commit_sha TEXT,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL,
                UNIQUE (repository_id, kind, remote_id)
            ) STRICT
            """,
            "CREATE INDEX review_items_open ON review_items (repository_id, number) WHERE state = 'open'",
            "CREATE INDEX review_items_job ON review_items (job_id)",
        ])
}
