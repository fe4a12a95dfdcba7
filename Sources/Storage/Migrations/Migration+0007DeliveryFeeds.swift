extension Migration {
    static let deliveryFeeds = Migration(
        number: 7, name: "delivery feeds",
        statements: [
            """
            CREATE TABLE delivery_feeds (
                name TEXT PRIMARY KEY,
                compared_at INTEGER NOT NULL
            ) STRICT
            """
        ])
}
