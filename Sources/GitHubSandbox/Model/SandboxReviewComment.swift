package import Identifiers

/// A comment on lines of a pull request's diff; replies name the first of their thread.
package struct SandboxReviewComment: Sendable, Identifiable {
    package enum Side: String, Sendable {
        case left = "LEFT"
        case right = "RIGHT"
    }

    package let id: Int64
    package let review: Int64
    package let pull: Int
    package let user: Int64
    package let author: String
    package var body: String
    package let path: String
    package let side: Side
    /// Nil once a force-push has made the comment outdated.
    package var line: Int?
    let originalLine: Int
    let startLine: Int?
    let hunk: String
    package var commit: String
    let originalCommit: String
    package let replyTo: Int64?
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var reactions: [SandboxReaction] = []
}
