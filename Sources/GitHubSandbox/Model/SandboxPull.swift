package import Identifiers

/// What a pull request has beyond its issue.
package struct SandboxPull: Sendable, Identifiable {
    package let id: Int64
    package let headBranch: String
    package var headCommit: String
    package var baseBranch: String
    package var baseCommit: String
    package var isDraft: Bool
    package var mergedAt: Timestamp?
    var mergedBy: Int64?
    package var mergeCommit: String?
    package var requestedReviewers: [Int64] = []
    /// By their slugs.
    package var requestedTeams: [String] = []
    var size: PullSize
    /// Whether somebody has asked for `mergeable` since head or base moved: GitHub answers null once and computes then.
    var mergeabilityWasAsked = false

    package var isMerged: Bool { mergedAt != nil }
}
