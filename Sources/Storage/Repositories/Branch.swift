package import Identifiers

/// A branch that HookBot made, with the facts that still show its diff once it is merged and gone.
package struct Branch: Hashable, Sendable {
    package let id: String
    package let repository: RepositoryID
    package let feature: String?
    package let name: String
    package let url: String?
    package let job: JobID?
    package let baseBranch: String
    package let mergeBase: CommitID?
    package let head: CommitID?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    package let deletedAt: Timestamp?

    init(_ row: Row) throws(StorageError) {
        id = try row.text("id")
        repository = try row.repository("repository_id")
        feature = try row.optionalText("feature_id")
        name = try row.text("name")
        url = try row.optionalText("url")
        job = try row.optionalJob("job_id")
        baseBranch = try row.text("base_branch")
        mergeBase = try row.optionalCommit("merge_base")
        head = try row.optionalCommit("head_sha")
        createdAt = try row.time("created_at")
        updatedAt = try row.time("updated_at")
        deletedAt = try row.optionalTime("deleted_at")
    }
}
