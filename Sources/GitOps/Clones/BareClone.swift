internal import BlockingWork
package import Identifiers

/// HookBot's own copy of a repository. Every call runs on a thread for blocking work and opens the repository anew.
package struct BareClone: Sendable {
    /// The bare repository; its `objects` folder must be readable wherever a workspace's own git is to work.
    package let path: String
    /// What the remote advertised in the update that returned this clone; nil for one that was merely opened.
    package let seen: RemoteReferences?

    let transfer: GitTransfer
    let work: BlockingWork

    /// The branch's head as of the last update; nil where the remote had none.
    package func head(of branch: String) async throws(GitError) -> CommitID? {
        try await read { (repository) throws(GitError) in try repository.target(of: "refs/remotes/origin/\(branch)") }
    }

    /// The branch the remote's HEAD stood for at the last update; nil for an empty repository.
    package func defaultBranch() async throws(GitError) -> String? {
        try await read { (repository) throws(GitError) in
            let prefix = "refs/remotes/origin/"
            let target = try repository.symbolicTarget(of: "\(prefix)HEAD")
            return target.flatMap { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : nil }
        }
    }

    /// The remote's branches as of the last update.
    package func branches() async throws(GitError) -> [String: CommitID] {
        try await read { (repository) throws(GitError) in try repository.references(below: "refs/remotes/origin/") }
    }

    /// The head of a pull request as of the last update that asked for it.
    package func head(ofPullRequest number: Int) async throws(GitError) -> CommitID? {
        try await read { (repository) throws(GitError) in try repository.target(of: "refs/hookbot/pull/\(number)") }
    }

    /// Lends the repository for reading.
    func read<R: Sendable>(
        _ body: @escaping @Sendable (borrowing Repository) throws(GitError) -> R
    ) async throws(GitError) -> R {
        let paths = ClonePaths(clone: path)
        return try await work.git { () throws(GitError) in
            try CloneLease(reading: paths).during { () throws(GitError) in try body(Repository(opening: paths.clone)) }
        }
    }

    /// Lends the repository for writing; a lock that a dead writer left is removed once and the work done again.
    func write<R: Sendable>(
        _ body: @escaping @Sendable (borrowing Repository) throws(GitError) -> R
    ) async throws(GitError) -> R {
        let paths = ClonePaths(clone: path)
        return try await work.git { () throws(GitError) in
            do throws(GitError) {
                return try CloneLease(writing: paths).during { () throws(GitError) in try body(Repository(opening: paths.clone)) }
            } catch .locked {
                try StaleFiles.removeJobLocks(from: paths)
                return try CloneLease(writing: paths).during { () throws(GitError) in try body(Repository(opening: paths.clone)) }
            }
        }
    }
}
