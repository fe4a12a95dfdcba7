/// A comment on a line of a diff that is about to be made.
struct DraftReviewComment: Sendable {
    var path: String
    var line: Int
    var startLine: Int?
    var side: SandboxReviewComment.Side
    var body: String
    var hunk: String
}
