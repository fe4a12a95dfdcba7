package import Identifiers

/// What is known of a pull request; nil keeps what is stored already.
package struct NewPullRequest: Sendable {
    package var repository: RepositoryID
    package var number: Int
    package var title: String
    package var status: PullRequestStatus
    package var url: String?
    /// The identifier of its row in `code_branches`.
    package var branch: String?
    package var feature: String?
    package var job: JobID?
    package var headBranch: String?
    package var baseBranch: String?
    package var head: CommitID?

    package init(repository: RepositoryID, number: Int, title: String, status: PullRequestStatus = .open) {
        self.repository = repository
        self.number = number
        self.title = title
        self.status = status
    }
}
