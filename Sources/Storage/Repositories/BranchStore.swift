package import Identifiers

/// `code_branches`.
package struct BranchStore {
    let tx: Transaction

    /// Records a branch, or where it stands now; nil keeps what is stored, and a branch seen again is no longer deleted.
    package func upsert(
        repository: RepositoryID, name: String, baseBranch: String, mergeBase: CommitID? = nil, head: CommitID? = nil,
        url: String? = nil, job: JobID? = nil, feature: String? = nil, now: Timestamp
    ) throws(StorageError) -> Branch {
        let rows = try tx.query(
            """
            INSERT INTO code_branches
                (id, repository_id, name, base_branch, merge_base, head_sha, url, job_id, feature_id, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
            ON CONFLICT (repository_id, name) DO UPDATE SET base_branch = excluded.base_branch,
                merge_base = COALESCE(excluded.merge_base, code_branches.merge_base),
                head_sha = COALESCE(excluded.head_sha, code_branches.head_sha),
                url = COALESCE(excluded.url, code_branches.url), job_id = COALESCE(excluded.job_id, code_branches.job_id),
                feature_id = COALESCE(excluded.feature_id, code_branches.feature_id),
                updated_at = excluded.updated_at, deleted_at = NULL
            RETURNING *
            """,
            [
                .text(tx.newID(now)), .repository(repository), .text(name), .text(baseBranch), .commit(mergeBase), .commit(head),
                .string(url), .job(job), .string(feature), .time(now),
            ])
        guard let row = rows.first else { throw .unreadableRow("a stored branch was not returned") }
        return try Branch(row)
    }

    package func markDeleted(repository: RepositoryID, name: String, now: Timestamp) throws(StorageError) {
        try tx.execute(
            "UPDATE code_branches SET deleted_at = $3, updated_at = $3 WHERE repository_id = $1 AND name = $2",
            [.repository(repository), .text(name), .time(now)])
    }

    package func find(repository: RepositoryID, name: String) throws(StorageError) -> Branch? {
        try tx.query(
            "SELECT * FROM code_branches WHERE repository_id = $1 AND name = $2", [.repository(repository), .text(name)]
        ).first.map(Branch.init(_:))
    }

    package func find(job: JobID) throws(StorageError) -> [Branch] {
        try tx.query("SELECT * FROM code_branches WHERE job_id = $1 ORDER BY created_at, id", [.job(job)])
            .map(Branch.init(_:))
    }
}
