/// What a push, or a merge, did to one reference.
struct ReferenceMove: Sendable, Hashable {
    /// The full name, as in `refs/heads/main`.
    let reference: String
    /// Nil where it was created.
    let before: String?
    /// Nil where it was deleted.
    let after: String?
    /// Whether the old commit is no ancestor of the new one.
    var forced = false
    /// What is new in it, oldest first.
    var commits: [GitCommit] = []
    /// The new size of each open pull request whose head this is.
    var sizes: [Int: PullSize] = [:]

    var branch: String? { reference.hasPrefix("refs/heads/") ? String(reference.dropFirst(11)) : nil }

    /// The differences between two listings of references; only branches and tags count.
    static func moves(from before: [String: String], to after: [String: String]) -> [ReferenceMove] {
        Set(before.keys).union(after.keys)
            .filter { $0.hasPrefix("refs/heads/") || $0.hasPrefix("refs/tags/") }
            .filter { before[$0] != after[$0] }
            .sorted()
            .map { ReferenceMove(reference: $0, before: before[$0], after: after[$0]) }
    }
}
