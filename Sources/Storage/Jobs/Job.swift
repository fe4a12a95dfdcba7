package import Identifiers
package import JSON

/// One piece of work in a repository, as stored.
package struct Job: Hashable, Sendable, Identifiable {
    package let id: JobID
    package let clientID: String
    package let feature: String?
    package let repository: RepositoryID?
    package let prompt: String
    /// Empty for a job that pushes no branch.
    package let branchName: String
    package let title: String?
    package let createdByTeamMember: String?
    package let pid: Int?
    package let worktreePath: String?
    package let exitCode: Int?
    package let error: String?
    package let pullRequestURL: String?
    package let pullRequestNumber: Int?
    package let filesChanged: Int?
    package let codeBranchID: String?
    package let codePullRequestID: String?
    package let createdAt: Timestamp
    package let updatedAt: Timestamp
    package let startedAt: Timestamp?
    package let completedAt: Timestamp?

    package let kind: String
    package let source: String
    package let delivery: Int64?
    package let rule: String?
    package let actionIndex: Int
    package let dedupeKey: String?
    package let concurrencyGroup: String?
    package let concurrencyLimit: Int
    package let deadline: Timestamp?
    package let priority: Int
    package let state: JobState
    package let stateNote: String?
    package let attempt: Int
    package let maxAttempts: Int
    /// How often it was running when its worker died.
    package let crashes: Int
    package let lease: JobLease?
    package let notBefore: Timestamp?
    package let baseBranch: String?
    package let base: CommitID?
    package let mergeBase: CommitID?
    package let head: CommitID?
    package let tree: CommitID?
    package let item: JobItem?
    package let actor: String?
    package let agent: String?
    package let settings: JSONValue
    package let trigger: JSONValue
    package let sessionID: String?
    package let costUSD: Double?
    package let turns: Int?
    package let retryOf: JobID?
    package let duplicateOf: JobID?
    package let cancelRequestedAt: Timestamp?
    package let cancelRequestedBy: String?

    package var status: JobStatus { state.s1Status }

    /// The hold of whoever runs it now.
    package var fence: Fence? { lease.map { Fence(job: id, attempt: attempt, token: $0.token) } }
}
