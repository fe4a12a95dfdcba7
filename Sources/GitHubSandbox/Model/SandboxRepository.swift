package import Identifiers

/// A repository with everything people keep beside its commits.
package struct SandboxRepository: Sendable, Identifiable {
    package let id: Int64
    package var name: RepositoryName
    package let owner: Int64
    package var isPrivate: Bool
    package var defaultBranch: String
    package var description: String?
    let createdAt: Timestamp
    var pushedAt: Timestamp
    var collaborators: [Int64: SandboxPermission] = [:]
    var protectedBranches: Set<String> = []
    /// Branch to commit, as of the last push.
    package var branches: [String: String] = [:]
    package var labels: [SandboxLabel] = []
    /// Slugs of the organisation's teams that may read it.
    package var teams: Set<String> = []
    package var milestones: [SandboxMilestone] = []
    /// Issues and pull requests by number.
    package var issues: [Int: SandboxIssue] = [:]
    package var comments: [Int64: SandboxComment] = [:]
    package var reviews: [Int64: SandboxReview] = [:]
    package var reviewComments: [Int64: SandboxReviewComment] = [:]
    package var statuses: [SandboxStatus] = []
    package var checkRuns: [Int64: SandboxCheckRun] = [:]
    /// Numbers of issues that were deleted or moved away.
    var gone: Set<Int> = []
    var lastNumber = 0

    /// Pull requests, oldest first.
    package var pulls: [SandboxIssue] { sortedIssues.filter { $0.pull != nil } }

    /// Issues and pull requests, oldest first.
    package var sortedIssues: [SandboxIssue] { issues.values.sorted { $0.number < $1.number } }

    /// The conversation of one issue or pull request, oldest first.
    package func comments(on number: Int) -> [SandboxComment] {
        comments.values.filter { $0.issue == number }.sorted { $0.id < $1.id }
    }

    package func reviews(of number: Int) -> [SandboxReview] {
        reviews.values.filter { $0.pull == number }.sorted { $0.id < $1.id }
    }

    package func reviewComments(of number: Int) -> [SandboxReviewComment] {
        reviewComments.values.filter { $0.pull == number }.sorted { $0.id < $1.id }
    }

    /// Statuses of a commit, newest first.
    package func statuses(of commit: String) -> [SandboxStatus] { statuses.filter { $0.commit == commit }.reversed() }

    package func checkRuns(of commit: String) -> [SandboxCheckRun] {
        checkRuns.values.filter { $0.commit == commit }.sorted { $0.id < $1.id }
    }
}
