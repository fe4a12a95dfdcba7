package import Identifiers
package import JSON

/// One thing to be said to GitHub.
package struct GitHubWrite: Hashable, Sendable {
    package let id: Int64
    package let job: JobID?
    package let kind: String
    /// What it is addressed to, as in `owner/name#12`.
    package let target: String
    package let payload: JSONValue
    /// Text hidden in what is written, by which it is found again.
    package let marker: String?
    package let coalesceKey: String?
    /// Grows whenever a later edit replaces the payload.
    package let revision: Int
    package let state: GitHubWriteState
    package let attempts: Int
    package let notBefore: Timestamp
    /// GitHub's identifier of what was written; there already when this is an edit of it.
    package let remoteID: String?
    package let note: String?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    init(_ row: Row) throws(StorageError) {
        id = try row.integer("id")
        job = try row.optionalJob("job_id")
        kind = try row.text("kind")
        target = try row.text("target")
        payload = try row.json("payload")
        marker = try row.optionalText("marker")
        coalesceKey = try row.optionalText("coalesce_key")
        revision = try row.int("revision")
        state = try row.word("state")
        attempts = try row.int("attempts")
        notBefore = try row.time("not_before")
        remoteID = try row.optionalText("remote_id")
        note = try row.optionalText("note")
        createdAt = try row.time("created_at")
        updatedAt = try row.time("updated_at")
    }
}
