package import Identifiers

/// What came of bringing a branch up to date.
package enum BranchUpdateResult: Hashable, Sendable {
    /// There was nothing to do.
    case upToDate
    /// `count` commits were rebased or squashed, or one merge was made.
    case commit(CommitID, count: Int)
    /// The files that a person would have to decide about, by path; in a rebase, the commit whose turn it was.
    case conflict(in: CommitID?, files: [String])
}
