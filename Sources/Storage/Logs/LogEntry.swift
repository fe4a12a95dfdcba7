package import Identifiers
package import JSON

/// One line or event of a job's log.
package struct LogEntry: Hashable, Sendable {
    package let job: JobID
    /// From 1, without gaps, for each job.
    package let sequence: Int64
    package let stream: LogStream
    package let level: LogLevel
    package let event: String?
    package let content: String
    package let fields: JSONValue?
    package let run: Int64?
    package let step: String?
    package let createdAt: Timestamp

    init(_ row: Row) throws(StorageError) {
        job = try row.job("job_id")
        sequence = try row.integer("sequence")
        stream = try row.word("type")
        level = try row.word("level")
        event = try row.optionalText("event")
        content = try row.text("content")
        fields = try row.optionalJSON("fields")
        run = try row.optionalInteger("run_id")
        step = try row.optionalText("step")
        createdAt = try row.time("created_at")
    }
}
