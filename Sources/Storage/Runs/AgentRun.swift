package import Identifiers

/// One agent process lineage of a job.
package struct AgentRun: Hashable, Sendable {
    package let id: Int64
    package let job: JobID
    package let attempt: Int
    /// Whose machine has its folder and its processes; nil of a run that an older version started.
    package let node: String?
    /// The name people know the run by.
    package let alias: String
    package let account: String?
    /// Where its output and its exit record are.
    package let folder: String
    package let sessionID: String?
    /// With the boot and its start time, a process identifier means one process.
    package let pid: Int?
    package let pidStarted: Int64?
    package let bootID: String?
    package let startedAt: Timestamp
    package let finishedAt: Timestamp?
    package let end: RunEnd?

    init(_ row: Row) throws(StorageError) {
        id = try row.integer("id")
        job = try row.job("job_id")
        attempt = try row.int("attempt")
        node = try row.optionalText("node")
        alias = try row.text("alias")
        account = try row.optionalText("account")
        folder = try row.text("folder")
        sessionID = try row.optionalText("session_id")
        pid = try row.optionalInt("pid")
        pidStarted = try row.optionalInteger("pid_started")
        bootID = try row.optionalText("boot_id")
        startedAt = try row.time("started_at")
        finishedAt = try row.optionalTime("finished_at")
        end = finishedAt == nil ? nil : try RunEnd(row)
    }
}
