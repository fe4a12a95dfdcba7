package import Identifiers
package import JSON

/// An event as stored.
package struct Delivery: Hashable, Sendable {
    package let id: Int64
    package let hook: String
    package let guid: DeliveryID
    package let source: DeliverySource
    package let event: String
    package let action: String?
    package let headers: JSONValue
    /// nil where only the summary was asked for.
    package let body: CompressedBody?
    /// Bytes of the body before compression.
    package let bodySize: Int
    package let bodySHA256: String
    package let secretLabel: String?
    package let receivedAt: Timestamp
    package let state: DeliveryState
    package let note: String?
    package let dispatchedAt: Timestamp?
    package let dispatchAttempts: Int

    init(_ row: Row) throws(StorageError) {
        id = try row.integer("id")
        hook = try row.text("hook")
        guid = try row.present(DeliveryID(row.text("guid")), "guid")
        source = try row.word("source")
        event = try row.text("event")
        action = try row.optionalText("action")
        headers = try row.json("headers")
        bodySize = try row.int("body_size")
        body = row["body"] == .null ? nil : CompressedBody(frame: try row.blob("body"), size: bodySize)
        bodySHA256 = try row.text("body_sha256")
        secretLabel = try row.optionalText("secret_label")
        receivedAt = try row.time("received_at")
        state = try row.word("state")
        note = try row.optionalText("note")
        dispatchedAt = try row.optionalTime("dispatched_at")
        dispatchAttempts = try row.int("dispatch_attempts")
    }
}
