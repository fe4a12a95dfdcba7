package import Identifiers

/// `review_items`: what waits for an answer on pull requests, and which job gave it.
package struct ReviewItemStore {
    let tx: Transaction

    /// False where it was known already: it keeps the text it came with.
    @discardableResult
    package func add(_ new: NewReviewItem, repository: RepositoryID, now: Timestamp) throws(StorageError) -> Bool {
        try tx.execute(
            """
            INSERT INTO review_items (repository_id, number, kind, remote_id, thread_id, author, path, line, hunk, body, state,
                created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', $11, $11)
            ON CONFLICT (repository_id, kind, remote_id) DO NOTHING
            """,
            [
                .repository(repository), .number(new.number), .text(new.kind.rawValue), .integer(new.remoteID),
                .wide(new.threadID), .text(new.author), .string(new.path), .number(new.line), .string(new.hunk),
                .text(new.body), .time(now),
            ]) == 1
    }

    /// Gives every open item of a pull request to one job, those of jobs that ended without an answer too; oldest first. A later
    /// attempt gets the same ones and what came since.
    package func claim(
        _ fence: Fence, repository: RepositoryID, number: Int, now: Timestamp
    ) throws(StorageError) -> [ReviewItem] {
        try tx.jobs.require(fence)
        try tx.execute(
            """
            UPDATE review_items SET job_id = $3, updated_at = $4
            WHERE repository_id = $1 AND number = $2 AND state = 'open' AND (job_id IS NULL OR job_id = $3 OR EXISTS (
                SELECT 1 FROM agent_jobs WHERE agent_jobs.id = review_items.job_id
                    AND agent_jobs.state IN ('completed', 'failed', 'rejected', 'superseded', 'cancelled')))
            """, [.repository(repository), .number(number), .job(fence.job), .time(now)])
        return try list(job: fence.job)
    }

    /// Those a job holds or answered, oldest first.
    package func list(job: JobID) throws(StorageError) -> [ReviewItem] {
        try tx.query("SELECT * FROM review_items WHERE job_id = $1 ORDER BY id", [.job(job)]).map(ReviewItem.init(_:))
    }

    /// Of a pull request, oldest first.
    package func list(repository: RepositoryID, number: Int) throws(StorageError) -> [ReviewItem] {
        try tx.query(
            "SELECT * FROM review_items WHERE repository_id = $1 AND number = $2 ORDER BY id",
            [.repository(repository), .number(number)]
        ).map(ReviewItem.init(_:))
    }

    /// False where it was answered or withdrawn before.
    @discardableResult
    package func answer(_ id: Int64, _ text: String, commit: CommitID?, now: Timestamp) throws(StorageError) -> Bool {
        try tx.execute(
            "UPDATE review_items SET state = 'answered', answer = $2, commit_sha = $3, updated_at = $4 WHERE id = $1 AND state = 'open'",
            [.integer(id), .text(text), .commit(commit), .time(now)]) == 1
    }

    /// Takes back an item that was deleted, or every item of a thread that was resolved; answers stay as they are.
    package func withdraw(
        repository: RepositoryID, kind: ReviewItem.Kind, remoteIDs: [Int64], now: Timestamp
    ) throws(StorageError) {
        for id in remoteIDs {
            try tx.execute(
                """
                UPDATE review_items SET state = 'withdrawn', updated_at = $4
                WHERE repository_id = $1 AND kind = $2 AND (remote_id = $3 OR thread_id = $3) AND state = 'open'
                """, [.repository(repository), .text(kind.rawValue), .integer(id), .time(now)])
        }
    }
}
