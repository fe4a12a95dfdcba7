package import Identifiers

/// A worktree on disk.
package struct Workspace: Hashable, Sendable {
    package let path: String
    package let job: JobID
    package let attempt: Int
    package let state: WorkspaceState
    package let createdAt: Timestamp
    package let updatedAt: Timestamp

    init(_ row: Row) throws(StorageError) {
        path = try row.text("path")
        job = try row.job("job_id")
        attempt = try row.int("attempt")
        state = try row.word("state")
        createdAt = try row.time("created_at")
        updatedAt = try row.time("updated_at")
    }
}
