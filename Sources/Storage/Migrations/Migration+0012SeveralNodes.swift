extension Migration {
    static let severalNodes = Migration(
        number: 12, name: "several nodes",
        statements: [
            "ALTER TABLE agent_runs ADD COLUMN node TEXT",
            """
            CREATE TABLE duties (
                name TEXT PRIMARY KEY,
                node TEXT NOT NULL,
                held_until INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE shared_keys (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE last_commits (
                sender TEXT PRIMARY KEY,
                token INTEGER NOT NULL,
                at INTEGER NOT NULL
            ) STRICT
            """,
        ])
}
