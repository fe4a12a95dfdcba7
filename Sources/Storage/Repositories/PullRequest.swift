package import Identifiers

/// A pull request as HookBot last saw it.
package struct PullRequest: Hashable, Sendable {
    package let id: String
    package let repository: RepositoryID
    package let feature: String?
    package let branch: String?
    package let number: Int
    package let title: String
    package let status: PullRequestStatus
    package let url: String?
    package let job: JobID?
    package let headBranch: String?
    package let baseBranch: String?
    package let head: CommitID?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    package let closedAt: Timestamp?

    init(_ row: Row) throws(StorageError) {
        id = try row.text("id")
        repository = try row.repository("repository_id")
        feature = try row.optionalText("feature_id")
        branch = try row.optionalText("branch_id")
        number = try row.int("number")
        title = try row.text("title")
        status = try row.word("status")
        url = try row.optionalText("url")
        job = try row.optionalJob("job_id")
        headBranch = try row.optionalText("head_branch")
        baseBranch = try row.optionalText("base_branch")
        head = try row.optionalCommit("head_sha")
        createdAt = try row.time("created_at")
        updatedAt = try row.time("updated_at")
        closedAt = try row.optionalTime("closed_at")
    }
}
