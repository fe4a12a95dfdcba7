package import Identifiers

/// `delivery_feeds`: how far GitHub's own lists of what it delivered have been compared with the inbox.
package struct DeliveryFeedStore {
    let tx: Transaction

    /// When the list of this name was last compared to its end; nil where it never was.
    package func comparedAt(_ name: String) throws(StorageError) -> Timestamp? {
        try tx.query("SELECT compared_at FROM delivery_feeds WHERE name = $1", [.text(name)]).first?.time("compared_at")
    }

    package func record(_ name: String, comparedAt moment: Timestamp) throws(StorageError) {
        try tx.execute(
            """
            INSERT INTO delivery_feeds (name, compared_at) VALUES ($1, $2)
            ON CONFLICT (name) DO UPDATE SET compared_at = excluded.compared_at
            """, [.text(name), .time(moment)])
    }
}
