package import Identifiers

/// What came of putting a commit on top of another one.
package enum ReplayResult: Hashable, Sendable {
    case commit(CommitID)
    /// The files that a person would have to decide about, by path.
    case conflict([String])
}
