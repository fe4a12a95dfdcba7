extension Migration {
    static let repositories = Migration(
        number: 1, name: "repositories",
        statements: [
            """
            CREATE TABLE clients (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                provider TEXT,
                owner_name TEXT,
                created_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX clients_owner ON clients (provider, lower(owner_name))",
            """
            CREATE TABLE features (
                id TEXT PRIMARY KEY,
                title TEXT NOT NULL,
                client_id TEXT REFERENCES clients (id),
                created_at INTEGER NOT NULL
            ) STRICT
            """,
            """
            CREATE TABLE code_repositories (
                id TEXT PRIMARY KEY,
                client_id TEXT NOT NULL REFERENCES clients (id),
                provider TEXT NOT NULL,
                owner_name TEXT NOT NULL,
                repo_name TEXT NOT NULL,
                default_branch TEXT NOT NULL DEFAULT 'main',
                url TEXT,
                external_id INTEGER,
                created_at INTEGER NOT NULL,
                updated_at INTEGER NOT NULL
            ) STRICT
            """,
            "CREATE UNIQUE INDEX code_repositories_name ON code_repositories (provider, lower(owner_name), lower(repo_name))",
            "CREATE UNIQUE INDEX code_repositories_external ON code_repositories (provider, external_id)",
            "CREATE INDEX code_repositories_client ON code_repositories (client_id)",
        ])
}
