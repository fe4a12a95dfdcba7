extension Migration {
    static let eventKeys = Migration(
        number: 14, name: "event keys",
        statements: [
            "ALTER TABLE deliveries ADD COLUMN event_key TEXT",
            "ALTER TABLE deliveries ADD COLUMN event_at INTEGER",
            "CREATE INDEX deliveries_event ON deliveries (event_key, event_at) WHERE event_key IS NOT NULL",
        ])
}
