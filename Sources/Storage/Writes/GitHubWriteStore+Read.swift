package import Identifiers

extension GitHubWriteStore {
    package func find(_ id: Int64) throws(StorageError) -> GitHubWrite? {
        try tx.query("SELECT * FROM github_writes WHERE id = $1", [.integer(id)]).first.map(GitHubWrite.init(_:))
    }

    /// The latest write of this key that reached GitHub, so that the next one edits what it made.
    package func findSent(coalesceKey: String) throws(StorageError) -> GitHubWrite? {
        try tx.query(
            """
            SELECT * FROM github_writes WHERE coalesce_key = $1 AND (state = 'sent' OR remote_id IS NOT NULL)
            ORDER BY id DESC LIMIT 1
            """, [.text(coalesceKey)]
        ).first.map(GitHubWrite.init(_:))
    }

    /// When the newest writes were sent to GitHub, newest first.
    package func lastSent(limit: Int) throws(StorageError) -> [Timestamp] {
        try tx.query(
            """
            SELECT updated_at FROM github_writes
            WHERE state = 'sent' AND kind NOT IN ('note', 'notify', 'dispatch', 'script') ORDER BY id DESC LIMIT $1
            """, [.number(limit)]
        ).map { row throws(StorageError) in try row.time("updated_at") }
    }

    /// Whether there ever was a write of this key.
    package func exists(coalesceKey: String) throws(StorageError) -> Bool {
        try !tx.query("SELECT id FROM github_writes WHERE coalesce_key = $1 LIMIT 1", [.text(coalesceKey)]).isEmpty
    }

    /// Those of a job, oldest first.
    package func list(job: JobID) throws(StorageError) -> [GitHubWrite] {
        try tx.query("SELECT * FROM github_writes WHERE job_id = $1 ORDER BY id", [.job(job)]).map(GitHubWrite.init(_:))
    }

    package func counts() throws(StorageError) -> [GitHubWriteState: Int] {
        var counts: [GitHubWriteState: Int] = [:]
        for row in try tx.query("SELECT state, count(*) AS count FROM github_writes GROUP BY state") {
            counts[try row.word("state")] = try row.int("count")
        }
        return counts
    }
}
