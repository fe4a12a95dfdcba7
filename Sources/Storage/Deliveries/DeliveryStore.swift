package import Identifiers
internal import JSON

/// `deliveries`: the inbox.
package struct DeliveryStore {
    let tx: Transaction

    /// Stores an event once per hook and GUID, however often it is delivered.
    package func insert(_ new: NewDelivery) throws(StorageError) -> DeliveryInsertion {
        let inserted = try tx.query(
            """
            INSERT INTO deliveries (hook, guid, source, event, action, headers, body, body_size, body_sha256, secret_label,
                received_at, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'received') ON CONFLICT (hook, guid) DO NOTHING RETURNING id
            """,
            [
                .text(new.hook), .text(new.guid.description), .text(new.source.rawValue), .text(new.event), .string(new.action),
                .json(new.headers), .blob(new.body.frame), .number(new.body.size), .text(new.bodySHA256),
                .string(new.secretLabel), .time(new.receivedAt),
            ])
        if let row = inserted.first { return .inserted(try row.integer("id")) }
        let known = try tx.query(
            "SELECT id, state, body_sha256 FROM deliveries WHERE hook = $1 AND guid = $2",
            [.text(new.hook), .text(new.guid.description)])
        guard let row = known.first else { throw .unreadableRow("a delivery was neither stored nor known") }
        if try row.text("body_sha256") == new.bodySHA256 { return .duplicate(try row.word("state")) }
        try tx.audit.append(
            actor: "webhook", action: "delivery.conflicting", subject: .delivery(try row.integer("id")),
            details: [
                "hook": .string(new.hook), "guid": .string(new.guid.description), "event": .string(new.event),
                "stored_sha256": .string(try row.text("body_sha256")), "offered_sha256": .string(new.bodySHA256),
                "secret": .init(new.secretLabel),
            ], now: new.receivedAt)
        return .conflicting
    }

    /// The oldest ones that wait for dispatch, with their bodies.
    package func nextReceived(limit: Int) throws(StorageError) -> [Delivery] {
        try tx.query("SELECT * FROM deliveries WHERE state = 'received' ORDER BY id LIMIT $1", [.number(limit)])
            .map(Delivery.init(_:))
    }

    /// Ends the wait of a received delivery; false where it waits no longer.
    @discardableResult
    package func mark(_ id: Int64, as state: DeliveryState, note: String? = nil, now: Timestamp) throws(StorageError) -> Bool {
        try tx.execute(
            """
            UPDATE deliveries SET state = $2, note = $3, dispatched_at = $4, dispatch_attempts = dispatch_attempts + 1
            WHERE id = $1 AND state = 'received'
            """, [.integer(id), .text(state.rawValue), .string(note), .time(now)]) == 1
    }

    @discardableResult
    package func markDispatched(_ id: Int64, note: String? = nil, now: Timestamp) throws(StorageError) -> Bool {
        try mark(id, as: .dispatched, note: note, now: now)
    }

    /// Counts an attempt to dispatch that did not succeed; returns how many there have been.
    package func recordAttempt(_ id: Int64, note: String) throws(StorageError) -> Int {
        let rows = try tx.query(
            """
            UPDATE deliveries SET dispatch_attempts = dispatch_attempts + 1, note = $2 WHERE id = $1 AND state = 'received'
            RETURNING dispatch_attempts
            """, [.integer(id), .text(note)])
        return try rows.first?.int("dispatch_attempts") ?? 0
    }

    /// Puts one back in line, as when a person asks for it to be looked at again; false where it waits already.
    @discardableResult
    package func requeue(_ id: Int64, by actor: String, now: Timestamp) throws(StorageError) -> Bool {
        let changed = try tx.execute(
            "UPDATE deliveries SET state = 'received', note = NULL, dispatched_at = NULL WHERE id = $1 AND state <> 'received'",
            [.integer(id)])
        if changed == 1 {
            try tx.audit.append(actor: actor, action: "delivery.requeued", subject: .delivery(id), now: now)
        }
        return changed == 1
    }
}
