package import Identifiers
package import JSON

/// One line of the audit log.
package struct AuditEntry: Hashable, Sendable {
    package let id: Int64
    package let at: Timestamp
    package let actor: String
    package let action: String
    package let subject: AuditSubject
    package let details: JSONValue

    init(_ row: Row) throws(StorageError) {
        id = try row.integer("id")
        at = try row.time("at")
        actor = try row.text("actor")
        action = try row.text("action")
        subject = AuditSubject(kind: try row.text("subject_kind"), id: try row.text("subject_id"))
        details = try row.json("details")
    }
}
