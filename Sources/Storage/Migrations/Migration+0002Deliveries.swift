extension Migration {
    static let deliveries = Migration(
        number: 2, name: "deliveries",
        statements: [
            """
            CREATE TABLE deliveries (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                hook TEXT NOT NULL,
                guid TEXT NOT NULL,
                source TEXT NOT NULL CHECK (source IN ('github', 'git-hook')),
                event TEXT NOT NULL,
                action TEXT,
                headers TEXT NOT NULL,
                body BLOB NOT NULL,
                body_size INTEGER NOT NULL,
                body_sha256 TEXT NOT NULL,
                secret_label TEXT,
                received_at INTEGER NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('received', 'dispatched', 'ignored', 'unreadable', 'failed')),
                note TEXT,
                dispatched_at INTEGER,
                dispatch_attempts INTEGER NOT NULL DEFAULT 0,
                UNIQUE (hook, guid)
            ) STRICT
            """,
            "CREATE INDEX deliveries_guid ON deliveries (guid)",
            "CREATE INDEX deliveries_body ON deliveries (body_sha256, received_at)",
            "CREATE INDEX deliveries_waiting ON deliveries (id) WHERE state = 'received'",
        ])
}
