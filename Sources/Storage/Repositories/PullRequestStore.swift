package import Identifiers

/// `code_pull_requests`.
package struct PullRequestStore {
    let tx: Transaction

    package func upsert(_ new: NewPullRequest, now: Timestamp) throws(StorageError) -> PullRequest {
        let rows = try tx.query(
            """
            INSERT INTO code_pull_requests
                (id, repository_id, number, title, status, url, branch_id, feature_id, job_id, head_branch, base_branch,
                 head_sha, created_at, updated_at, closed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14)
            ON CONFLICT (repository_id, number) DO UPDATE SET title = excluded.title, status = excluded.status,
                url = COALESCE(excluded.url, code_pull_requests.url),
                branch_id = COALESCE(excluded.branch_id, code_pull_requests.branch_id),
                feature_id = COALESCE(excluded.feature_id, code_pull_requests.feature_id),
                job_id = COALESCE(excluded.job_id, code_pull_requests.job_id),
                head_branch = COALESCE(excluded.head_branch, code_pull_requests.head_branch),
                base_branch = COALESCE(excluded.base_branch, code_pull_requests.base_branch),
                head_sha = COALESCE(excluded.head_sha, code_pull_requests.head_sha), updated_at = excluded.updated_at,
                closed_at = CASE WHEN excluded.status = 'open' THEN NULL
                    ELSE COALESCE(code_pull_requests.closed_at, excluded.closed_at) END
            RETURNING *
            """,
            [
                .text(tx.newID(now)), .repository(new.repository), .number(new.number), .text(new.title),
                .text(new.status.rawValue), .string(new.url), .string(new.branch), .string(new.feature), .job(new.job),
                .string(new.headBranch), .string(new.baseBranch), .commit(new.head), .time(now),
                .time(new.status == .open ? nil : now),
            ])
        guard let row = rows.first else { throw .unreadableRow("a stored pull request was not returned") }
        return try PullRequest(row)
    }

    /// False where HookBot does not know the pull request.
    @discardableResult
    package func update(
        repository: RepositoryID, number: Int, status: PullRequestStatus, head: CommitID? = nil, now: Timestamp
    ) throws(StorageError) -> Bool {
        try tx.execute(
            """
            UPDATE code_pull_requests SET status = $3, head_sha = COALESCE($4, head_sha), updated_at = $5,
                closed_at = CASE WHEN $3 = 'open' THEN NULL ELSE COALESCE(closed_at, $5) END
            WHERE repository_id = $1 AND number = $2
            """, [.repository(repository), .number(number), .text(status.rawValue), .commit(head), .time(now)]) == 1
    }

    package func find(repository: RepositoryID, number: Int) throws(StorageError) -> PullRequest? {
        try tx.query(
            "SELECT * FROM code_pull_requests WHERE repository_id = $1 AND number = $2",
            [.repository(repository), .number(number)]
        ).first.map(PullRequest.init(_:))
    }

    package func find(job: JobID) throws(StorageError) -> [PullRequest] {
        try tx.query("SELECT * FROM code_pull_requests WHERE job_id = $1 ORDER BY created_at, id", [.job(job)])
            .map(PullRequest.init(_:))
    }
}
