package import Identifiers
package import JSON

/// One recorded stage of a job.
package struct JobStep: Hashable, Sendable {
    package let job: JobID
    package let name: String
    /// Tells repetitions of one step apart, from 0.
    package let ordinal: Int
    /// The attempt that touched it last.
    package let attempt: Int
    /// What was about to be done, stored before it was.
    package let intent: JSONValue
    /// What came of it; nil while it is not known to have been done.
    package let result: JSONValue?
    package let begunAt: Timestamp
    package let finishedAt: Timestamp?

    init(_ row: Row) throws(StorageError) {
        job = try row.job("job_id")
        name = try row.text("name")
        ordinal = try row.int("ordinal")
        attempt = try row.int("attempt")
        intent = try row.json("intent")
        result = try row.optionalJSON("result")
        begunAt = try row.time("begun_at")
        finishedAt = try row.optionalTime("finished_at")
    }
}
