extension Migration {
    static let work = Migration(
        number: 4, name: "work",
        statements: [
            """
            CREATE TABLE job_steps (
                id INTEGER PRIMARY KEY,
                job_id TEXT NOT NULL REFERENCES agent_jobs (id) ON DELETE CASCADE,
                name TEXT NOT NULL,
                ordinal INTEGER NOT NULL DEFAULT 0,
                attempt INTEGER NOT NULL,
                intent TEXT NOT NULL,
                result TEXT,
                begun_at INTEGER NOT NULL,
                finished_at INTEGER,
                UNIQUE (job_id, name, ordinal)
            ) STRICT
            """,
            """
            CREATE TABLE agent_runs (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                job_id TEXT NOT NULL REFERENCES agent_jobs (id) ON DELETE CASCADE,
                attempt INTEGER NOT NULL,
                alias TEXT NOT NULL,
                account TEXT,
                folder TEXT NOT NULL,
                session_id TEXT,
                pid INTEGER,
                pid_started INTEGER,
                boot_id TEXT,
                started_at INTEGER NOT NULL,
                finished_at INTEGER,
                exit_code INTEGER,
                reason TEXT,
                cost_usd REAL,
                turns INTEGER,
                input_tokens INTEGER,
                output_tokens INTEGER
            ) STRICT
            """,
            "CREATE INDEX agent_runs_job ON agent_runs (job_id)",
            "CREATE INDEX agent_runs_open ON agent_runs (id) WHERE finished_at IS NULL",
            """
            CREATE TABLE agent_job_messages (
                id INTEGER PRIMARY KEY,
                job_id TEXT NOT NULL REFERENCES agent_jobs (id) ON DELETE CASCADE,
                type TEXT NOT NULL CHECK (type IN ('stdout', 'stderr', 'system')),
                content TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                sequence INTEGER NOT NULL,
                run_id INTEGER REFERENCES agent_runs (id) ON DELETE SET NULL,
                step TEXT,
                level TEXT NOT NULL CHECK (level IN ('debug', 'info', 'warning', 'error')),
                event TEXT,
                fields TEXT,
                UNIQUE (job_id, sequence)
            ) STRICT
            """,
            """
            CREATE TABLE workspaces (
                path TEXT PRIMARY KEY,
                job_id TEXT NOT NULL REFERENCES agent_jobs (id) ON DELETE CASCADE,
                attempt INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('active', 'kept', 'removed')),
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE INDEX workspaces_job ON workspaces (job_id)",
        ])
}
