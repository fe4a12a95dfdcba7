extension Migration {
    static let operations = Migration(
        number: 6, name: "operations",
        statements: [
            """
            CREATE TABLE audit_log (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                at INTEGER NOT NULL,
                actor TEXT NOT NULL,
                action TEXT NOT NULL,
                subject_kind TEXT NOT NULL,
                subject_id TEXT NOT NULL,
                details TEXT NOT NULL
            ) STRICT
            """,
            "CREATE INDEX audit_log_subject ON audit_log (subject_kind, subject_id, id)",
            """
            CREATE TRIGGER audit_log_keeps_rows BEFORE DELETE ON audit_log
            BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
            """,
            """
            CREATE TRIGGER audit_log_keeps_values BEFORE UPDATE ON audit_log
            BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
            """,
            """
            CREATE TABLE api_tokens (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                prefix TEXT NOT NULL,
                hash TEXT NOT NULL UNIQUE,
                scopes TEXT NOT NULL,
                created_by TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                expires_at INTEGER,
                last_used_at INTEGER,
                revoked_at INTEGER
            ) STRICT
            """,
            """
            CREATE TABLE nodes (
                id TEXT PRIMARY KEY,
                boot_id TEXT NOT NULL,
                pid INTEGER NOT NULL,
                pid_started INTEGER NOT NULL,
                version TEXT NOT NULL,
                started_at INTEGER NOT NULL,
                heartbeat_at INTEGER NOT NULL
            ) STRICT
            """,
        ])
}
