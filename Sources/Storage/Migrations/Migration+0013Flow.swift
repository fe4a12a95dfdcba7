extension Migration {
    static let flow = Migration(
        number: 13, name: "flow",
        statements: [
            "ALTER TABLE agent_jobs ADD COLUMN concurrency_limit INTEGER NOT NULL DEFAULT 1",
            "ALTER TABLE agent_jobs ADD COLUMN deadline_at INTEGER",
            """
            CREATE INDEX agent_jobs_group ON agent_jobs (concurrency_group)
                WHERE state IN ('queued', 'running', 'waiting_for_input', 'retry_wait')
            """,
            "CREATE INDEX agent_jobs_deadline ON agent_jobs (deadline_at) WHERE deadline_at IS NOT NULL AND completed_at IS NULL",
            """
            CREATE TABLE rule_starts (
                rule TEXT NOT NULL,
                scope TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                delivery_id INTEGER,
                PRIMARY KEY (rule, scope)
            ) STRICT
            """,
            """
            CREATE TABLE job_events (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                job_id TEXT NOT NULL REFERENCES agent_jobs (id) ON DELETE CASCADE,
                delivery_id INTEGER NOT NULL,
                trigger TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                UNIQUE (job_id, delivery_id)
            ) STRICT
            """,
            "CREATE INDEX job_events_delivery ON job_events (delivery_id)",
            """
            CREATE TABLE bot_answers (
                scope TEXT NOT NULL,
                delivery_id INTEGER NOT NULL,
                answered_at INTEGER NOT NULL,
                PRIMARY KEY (scope, delivery_id)
            ) STRICT
            """,
        ])
}
