extension Migration {
    /// `item` is `owner/name#12`, the issue or pull request that a delivery is about.
    static let pauses = Migration(
        number: 16, name: "pauses",
        statements: [
            """
            CREATE TABLE item_pauses (
                repository_id TEXT NOT NULL REFERENCES code_repositories (id) ON DELETE CASCADE,
                number INTEGER NOT NULL,
                actor TEXT NOT NULL,
                paused_at INTEGER NOT NULL,
                PRIMARY KEY (repository_id, number)
            ) STRICT
            """,
            "ALTER TABLE deliveries ADD COLUMN item TEXT",
            "CREATE INDEX deliveries_item ON deliveries (item, id) WHERE item IS NOT NULL",
        ])
}
