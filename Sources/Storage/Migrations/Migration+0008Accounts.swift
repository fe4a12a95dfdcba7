extension Migration {
    static let accounts = Migration(
        number: 8, name: "accounts",
        statements: [
            """
            CREATE TABLE accounts (
                name TEXT PRIMARY KEY,
                fingerprint TEXT NOT NULL DEFAULT '',
                condition TEXT NOT NULL DEFAULT 'ready' CHECK (condition IN ('ready', 'exhausted', 'broken')),
                exhausted_until INTEGER,
                reason TEXT,
                strikes INTEGER NOT NULL DEFAULT 0,
                paused_by TEXT,
                uses INTEGER NOT NULL DEFAULT 0,
                last_used_at INTEGER,
                spent_usd REAL NOT NULL DEFAULT 0,
                updated_at INTEGER NOT NULL,
                CHECK ((condition = 'exhausted') = (exhausted_until IS NOT NULL)),
                CHECK ((condition = 'ready') = (reason IS NULL))
            ) STRICT
            """,
            "CREATE INDEX agent_runs_account ON agent_runs (account, started_at)",
            "ALTER TABLE agent_jobs ADD COLUMN waits_for_account INTEGER NOT NULL DEFAULT 0",
        ])
}
