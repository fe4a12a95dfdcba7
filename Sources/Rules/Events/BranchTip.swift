package import Identifiers
internal import JSON

/// One side of a pull request.
package struct BranchTip: Sendable, Hashable {
    /// Without `refs/heads/`; whatever its author called it.
    package let branch: String
    package let commit: CommitID
    /// nil where the fork was deleted.
    package let repository: EventRepository?

    init?(_ side: JSONValue?) {
        guard let branch = side?["ref"]?.string, let commit = side?["sha"]?.string.flatMap({ CommitID($0) }) else { return nil }
        self.branch = branch
        self.commit = commit
        repository = EventRepository(side?["repo"])
    }
}
