package import Identifiers

extension GitHub {
    /// A comment on a line of a pull request's diff.
    package struct ReviewComment: Hashable, Sendable {
        package let id: Int64
        package let body: String
        package let author: Account?
        package let authorAssociation: String
        package let path: String
        /// Nil once the line is no longer part of the diff.
        package let line: Int64?
        package let originalLine: Int64?
        package let side: DiffSide?
        /// The first comment of the thread; nil for that one itself.
        package let inReplyTo: Int64?
        package let review: Int64?
        package let commit: CommitID?
        package let diffHunk: String
        package let createdAt: Timestamp
        package let updatedAt: Timestamp
    }

    /// Of a diff: the old text or the new.
    package enum DiffSide: String, Hashable, Sendable {
        case left = "LEFT"
        case right = "RIGHT"
    }
}

extension GitHub.ReviewComment: WireReadable {
    static let wireName = "review comment"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        body = try wire.optionalText("body") ?? ""
        author = try wire.optional("user", GitHub.Account.self)
        authorAssociation = try wire.optionalText("author_association") ?? "NONE"
        path = try wire.text("path")
        line = try wire.optionalInteger("line")
        originalLine = try wire.optionalInteger("original_line")
        side = try wire.optionalText("side").flatMap { GitHub.DiffSide(rawValue: $0) }
        inReplyTo = try wire.optionalInteger("in_reply_to_id")
        review = try wire.optionalInteger("pull_request_review_id")
        commit = try wire.optionalCommit("commit_id")
        diffHunk = try wire.optionalText("diff_hunk") ?? ""
        createdAt = try wire.time("created_at")
        updatedAt = try wire.time("updated_at")
    }
}
