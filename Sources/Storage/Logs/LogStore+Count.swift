package import Identifiers

extension LogStore {
    /// How many entries a run of a job has.
    package func count(_ job: JobID, run: Int64) throws(StorageError) -> Int {
        try tx.query(
            "SELECT count(*) AS count FROM agent_job_messages WHERE job_id = $1 AND run_id = $2", [.job(job), .integer(run)]
        ).first?.int("count") ?? 0
    }
}
