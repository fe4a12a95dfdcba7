package import Identifiers

extension BareClone {
    /// The best common ancestor; nil for unrelated histories.
    package func mergeBase(_ left: CommitID, _ right: CommitID) async throws(GitError) -> CommitID? {
        try await read { (repository) throws(GitError) in try repository.mergeBase(left, right) }
    }

    /// Whether `ancestor` is the commit or lies in its history.
    package func isAncestor(_ ancestor: CommitID, of commit: CommitID) async throws(GitError) -> Bool {
        try await read { (repository) throws(GitError) in try repository.isAncestor(ancestor, of: commit) }
    }

    package func distance(of local: CommitID, from upstream: CommitID) async throws(GitError) -> BranchDistance {
        try await read { (repository) throws(GitError) in try repository.distance(of: local, from: upstream) }
    }

    /// The commits reachable from `head` but not from `excluded`, newest first.
    package func commits(
        from head: CommitID, excluding excluded: CommitID?, limit: Int = 250
    ) async throws(GitError) -> [CommitDescription] {
        try await read { (repository) throws(GitError) in
            try repository.commits(from: head, excluding: excluded, limit: limit)
        }
    }

    /// Whether merging the two commits would need a person.
    package func hasConflicts(_ left: CommitID, _ right: CommitID) async throws(GitError) -> Bool {
        try await read { (repository) throws(GitError) in try repository.hasConflicts(left, right) }
    }

    /// The files that differ, by path.
    package func changes(from old: CommitID, to new: CommitID) async throws(GitError) -> [FileChange] {
        try await read { (repository) throws(GitError) in try repository.changes(from: old, to: new, findRenames: true) }
    }

    /// A unified diff, cut after the line that passes `limit` bytes.
    package func diffText(from old: CommitID, to new: CommitID, limit: Int = 2 << 20) async throws(GitError) -> DiffText {
        try await read { (repository) throws(GitError) in try repository.diffText(from: old, to: new, limit: limit) }
    }
}
