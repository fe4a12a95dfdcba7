package import Identifiers

/// Something a person said on a pull request that wants an answer, as it was said: later edits by anyone do not change it.
package struct ReviewItem: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The text of a review.
        case review
        /// A comment on a line of the diff, or a reply to one.
        case thread
        /// A comment on the pull request as a whole.
        case comment
    }

    package enum State: String, CaseIterable, Sendable {
        case open, answered
        /// Deleted, or resolved by a person.
        case withdrawn
    }

    package let id: Int64
    package let number: Int
    package let kind: Kind
    /// Of the review or comment.
    package let remoteID: Int64
    /// The first comment of a thread, which is what a reply is addressed to.
    package let threadID: Int64?
    package let author: String
    package let path: String?
    package let line: Int?
    /// The lines of the diff it stands below.
    package let hunk: String?
    package let body: String
    package let state: State
    package let job: JobID?
    package let answer: String?
    package let commit: CommitID?

    init(_ row: Row) throws(StorageError) {
        id = try row.integer("id")
        number = try row.int("number")
        kind = try row.word("kind")
        remoteID = try row.integer("remote_id")
        threadID = try row.optionalInteger("thread_id")
        author = try row.text("author")
        path = try row.optionalText("path")
        line = try row.optionalInt("line")
        hunk = try row.optionalText("hunk")
        body = try row.text("body")
        state = try row.word("state")
        job = try row.optionalJob("job_id")
        answer = try row.optionalText("answer")
        commit = try row.optionalCommit("commit_sha")
    }
}
