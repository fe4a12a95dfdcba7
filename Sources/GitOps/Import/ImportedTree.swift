package import Identifiers

/// What became of a workspace's files.
package struct ImportedTree: Hashable, Sendable {
    /// The git tree, complete in the clone; where a problem is reported, it holds what the base had.
    package let tree: CommitID
    /// Whether the tree is the base's, byte for byte.
    package let isUnchanged: Bool
    /// By path.
    package let changes: [ImportedChange]
    /// By path.
    package let problems: [ImportProblem]
}
