package import Identifiers

extension BareClone {
    /// Writes a commit; the same input always gives the same identifier. With a job it is kept for it as by `keep`, in the same
    /// turn at the clone; without one, nothing keeps it alive until then.
    package func commit(
        tree: CommitID, parent: CommitID, message: String, author: Signature, committer: Signature, keptFor job: JobID? = nil
    ) async throws(GitError) -> CommitID {
        try await write { (repository) throws(GitError) in
            let commit = try repository.writeCommit(
                tree: tree.raw, parents: [parent], message: message, author: author, committer: committer)
            if let job { try repository.setReference(Self.reference(of: job), to: commit, log: "keep") }
            return commit
        }
    }

    /// Puts a commit's change on top of another one and keeps the result for a job.
    package func replay(_ commit: CommitID, on head: CommitID, keptFor job: JobID) async throws(GitError) -> ReplayResult {
        try await write { (repository) throws(GitError) in
            let result = try repository.replay(commit, on: head)
            if case .commit(let replayed) = result {
                try repository.setReference(Self.reference(of: job), to: replayed, log: "replay")
            }
            return result
        }
    }

    /// Keeps a commit and its history alive as `refs/hookbot/jobs/<id>`, replacing the commit kept for that job before.
    package func keep(_ commit: CommitID, job: JobID) async throws(GitError) {
        try await write { (repository) throws(GitError) in
            try repository.setReference(Self.reference(of: job), to: commit, log: "keep")
        }
    }

    /// The commit kept for a job.
    package func kept(job: JobID) async throws(GitError) -> CommitID? {
        try await read { (repository) throws(GitError) in try repository.target(of: Self.reference(of: job)) }
    }

    package func release(job: JobID) async throws(GitError) {
        try await write { (repository) throws(GitError) in try repository.deleteReference(Self.reference(of: job)) }
    }

    package func contains(_ commit: CommitID) async throws(GitError) -> Bool {
        try await read { (repository) throws(GitError) in try repository.contains(commit) }
    }

    package func describe(_ commit: CommitID) async throws(GitError) -> CommitDescription {
        try await read { (repository) throws(GitError) in try repository.describe(commit) }
    }

    /// Reads every object reachable from a commit and compares it with its name; throws at the first damaged or missing one.
    package func verify(_ commit: CommitID) async throws(GitError) {
        try await read { (repository) throws(GitError) in try repository.verify(commit) }
    }

    /// The content of a file at a commit, or the text of a link; nil where there is neither.
    package func file(_ path: String, at commit: CommitID, limit: Int = 16 << 20) async throws(GitError) -> [UInt8]? {
        try await read { (repository) throws(GitError) in try repository.file(path, at: commit, limit: limit) }
    }

    static func reference(of job: JobID) -> String { "refs/hookbot/jobs/\(job)" }
}
