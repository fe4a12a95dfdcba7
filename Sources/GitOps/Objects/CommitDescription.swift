package import Identifiers

/// What a commit says about itself.
package struct CommitDescription: Hashable, Sendable {
    package let id: CommitID
    package let tree: CommitID
    package let parents: [CommitID]
    /// Repaired where it was not UTF-8.
    package let message: String
    package let author: Signature
    package let committer: Signature
}
