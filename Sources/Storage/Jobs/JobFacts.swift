package import Identifiers

/// What an attempt found out about its job; nil leaves what is stored.
package struct JobFacts: Sendable {
    package var branchName: BranchName?
    package var title: String?
    package var pid: Int?
    package var worktreePath: String?
    package var exitCode: Int?
    package var pullRequestURL: String?
    package var pullRequestNumber: Int?
    package var filesChanged: Int?
    package var codeBranchID: String?
    package var codePullRequestID: String?
    package var baseBranch: String?
    package var base: CommitID?
    package var mergeBase: CommitID?
    package var head: CommitID?
    package var tree: CommitID?
    package var agent: String?
    package var sessionID: String?
    /// For the whole job so far, not for one run.
    package var costUSD: Double?
    package var turns: Int?
    /// What is happening, for people.
    package var note: String?

    package init() {}
}
