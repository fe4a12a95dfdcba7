package import Identifiers

extension BareClone {
    /// The most commits of its own that a branch may have to be rebased or squashed.
    package static let updateLimit = 250

    /// Puts what `head` has over `base` on top of it, and keeps the result for a job; nothing is pushed.
    package func rebase(_ head: CommitID, onto base: CommitID, keptFor job: JobID) async throws(GitError) -> BranchUpdateResult {
        try await update(keptFor: job) { (repository) throws(GitError) in
            try repository.rebase(head, onto: base, limit: Self.updateLimit)
        }
    }

    /// Merges `base` into `head`, and keeps the result for a job; nothing is pushed.
    package func merge(
        _ base: CommitID, into head: CommitID, message: String, by signature: Signature, keptFor job: JobID
    ) async throws(GitError) -> BranchUpdateResult {
        try await update(keptFor: job) { (repository) throws(GitError) in
            try repository.merge(base, into: head, message: message, by: signature)
        }
    }

    /// Makes one commit of what `head` has over `base`, and keeps it for a job; nothing is pushed.
    package func squash(
        _ head: CommitID, over base: CommitID, message: String, by committer: Signature, keptFor job: JobID
    ) async throws(GitError) -> BranchUpdateResult {
        try await update(keptFor: job) { (repository) throws(GitError) in
            try repository.squash(head, over: base, message: message, by: committer, limit: Self.updateLimit)
        }
    }

    private func update(
        keptFor job: JobID, _ body: @escaping @Sendable (borrowing Repository) throws(GitError) -> BranchUpdateResult
    ) async throws(GitError) -> BranchUpdateResult {
        try await write { (repository) throws(GitError) in
            let result = try body(repository)
            if case .commit(let commit, _) = result {
                try repository.setReference(Self.reference(of: job), to: commit, log: "update")
            }
            return result
        }
    }
}
