package import Identifiers

extension GitHub {
    /// Two commits against each other.
    package struct Comparison: Hashable, Sendable {
        package let status: ComparisonStatus
        package let aheadBy: Int64
        package let behindBy: Int64
        package let mergeBase: CommitID
        package let commits: [Commit]
        /// At most the 300 that GitHub sends.
        package let files: [ChangedFile]
    }

    package enum ComparisonStatus: String, Hashable, Sendable {
        case ahead, behind, diverged, identical, unknown
    }
}

extension GitHub.Comparison: WireReadable {
    static let wireName = "comparison"

    init(_ wire: WireObject) throws(GitHubError) {
        status = try wire.word("status", else: .unknown)
        aheadBy = try wire.integer("ahead_by")
        behindBy = try wire.integer("behind_by")
        mergeBase = try wire.object("merge_base_commit").commit("sha")
        commits = try wire.list("commits", of: GitHub.Commit.self)
        files = wire.has("files") ? try wire.list("files", of: GitHub.ChangedFile.self) : []
    }
}
