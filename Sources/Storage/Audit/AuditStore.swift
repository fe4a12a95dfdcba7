package import Identifiers
package import JSON

/// `audit_log`: it only grows; the schema refuses everything else.
package struct AuditStore {
    let tx: Transaction

    package func append(
        actor: String, action: String, subject: AuditSubject, details: JSONValue = [:], now: Timestamp
    ) throws(StorageError) {
        try tx.execute(
            "INSERT INTO audit_log (at, actor, action, subject_kind, subject_id, details) VALUES ($1, $2, $3, $4, $5, $6)",
            [.time(now), .text(actor), .text(action), .text(subject.kind), .text(subject.id), .json(details)])
    }

    /// The newest ones before entry `before`.
    package func list(limit: Int, before: Int64? = nil) throws(StorageError) -> [AuditEntry] {
        try tx.query(
            "SELECT * FROM audit_log WHERE id < $1 ORDER BY id DESC LIMIT $2", [.integer(before ?? .max), .number(limit)]
        ).map(AuditEntry.init(_:))
    }

    package func hasEntry(action: String, subject: AuditSubject) throws(StorageError) -> Bool {
        try !tx.query(
            "SELECT 1 AS known FROM audit_log WHERE subject_kind = $1 AND subject_id = $2 AND action = $3 LIMIT 1",
            [.text(subject.kind), .text(subject.id), .text(action)]
        ).isEmpty
    }

    /// The history of one thing, oldest first.
    package func list(about subject: AuditSubject, limit: Int = 1000) throws(StorageError) -> [AuditEntry] {
        try tx.query(
            "SELECT * FROM audit_log WHERE subject_kind = $1 AND subject_id = $2 ORDER BY id LIMIT $3",
            [.text(subject.kind), .text(subject.id), .number(limit)]
        ).map(AuditEntry.init(_:))
    }
}
