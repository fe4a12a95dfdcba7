package import Identifiers

extension LocalRepository {
    /// The content of a file at a commit, or the text of a link; nil where there is neither.
    package func file(_ path: String, at commit: CommitID, limit: Int = 64 << 20) async throws(GitError) -> [UInt8]? {
        try await perform { (repository) throws(GitError) in try repository.file(path, at: commit, limit: limit) }
    }

    /// The paths of all files and links at a commit.
    package func paths(at commit: CommitID) async throws(GitError) -> [String] {
        try await perform { (repository) throws(GitError) in
            try CheckoutPlan(commit, in: repository).folders
                .flatMap { folder in folder.files.map { String(decoding: $0.path, as: UTF8.self) } }.sorted()
        }
    }

    package func contains(_ commit: CommitID) async throws(GitError) -> Bool {
        try await perform { (repository) throws(GitError) in try repository.contains(commit) }
    }

    package func describe(_ commit: CommitID) async throws(GitError) -> CommitDescription {
        try await perform { (repository) throws(GitError) in try repository.describe(commit) }
    }

    /// The commits reachable from `head` but not from `excluded`, newest first.
    package func commits(
        from head: CommitID, excluding excluded: CommitID?, limit: Int = 250
    ) async throws(GitError) -> [CommitDescription] {
        try await perform { (repository) throws(GitError) in
            try repository.commits(from: head, excluding: excluded, limit: limit)
        }
    }

    /// The files that differ, by path.
    package func changes(from old: CommitID, to new: CommitID) async throws(GitError) -> [FileChange] {
        try await perform { (repository) throws(GitError) in try repository.changes(from: old, to: new, findRenames: true) }
    }

    /// The unified diff of each changed file, by its path; each cut at `limit` bytes.
    package func patches(
        from old: CommitID, to new: CommitID, limit: Int = 1 << 20
    ) async throws(GitError) -> [String: DiffText] {
        try await perform { (repository) throws(GitError) in try repository.patches(from: old, to: new, limit: limit) }
    }

    /// A unified diff, cut after the line that passes `limit` bytes.
    package func diffText(from old: CommitID, to new: CommitID, limit: Int = 4 << 20) async throws(GitError) -> DiffText {
        try await perform { (repository) throws(GitError) in try repository.diffText(from: old, to: new, limit: limit) }
    }

    /// The best common ancestor; nil for unrelated histories.
    package func mergeBase(_ left: CommitID, _ right: CommitID) async throws(GitError) -> CommitID? {
        try await perform { (repository) throws(GitError) in try repository.mergeBase(left, right) }
    }

    package func isAncestor(_ ancestor: CommitID, of commit: CommitID) async throws(GitError) -> Bool {
        try await perform { (repository) throws(GitError) in try repository.isAncestor(ancestor, of: commit) }
    }

    package func distance(of local: CommitID, from upstream: CommitID) async throws(GitError) -> BranchDistance {
        try await perform { (repository) throws(GitError) in try repository.distance(of: local, from: upstream) }
    }

    /// Whether merging the two commits would need a person.
    package func hasConflicts(_ left: CommitID, _ right: CommitID) async throws(GitError) -> Bool {
        try await perform { (repository) throws(GitError) in try repository.hasConflicts(left, right) }
    }
}
