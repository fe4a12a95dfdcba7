package import Identifiers

extension GitHub {
    package struct Review: Hashable, Sendable {
        package let id: Int64
        package let state: ReviewState
        package let body: String
        package let author: Account?
        package let commit: CommitID?
        /// Nil while pending.
        package let submittedAt: Timestamp?
    }

    package enum ReviewState: String, Hashable, Sendable {
        case approved, commented, dismissed, pending, unknown
        case changesRequested = "changes_requested"
    }
}

extension GitHub.Review: WireReadable {
    static let wireName = "review"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        state = try wire.word("state", else: .unknown)
        body = try wire.optionalText("body") ?? ""
        author = try wire.optional("user", GitHub.Account.self)
        commit = try wire.optionalCommit("commit_id")
        submittedAt = try wire.optionalTime("submitted_at")
    }
}
