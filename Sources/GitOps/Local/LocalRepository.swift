internal import BlockingWork
package import Identifiers

/// A bare repository of our own that others clone from and push to.
package struct LocalRepository: Sendable {
    package let path: String
    let work: BlockingWork

    /// Makes an empty repository that `git http-backend` may serve and write to.
    package static func create(at path: String, defaultBranch: String = "main") async throws(GitError) -> LocalRepository {
        let repository = LocalRepository(path: path)
        try await repository.work.git { () throws(GitError) in
            let created = try Repository(creating: path, defaultBranch: defaultBranch, hooks: true)
            try created.set("http.receivepack", "true")
        }
        return repository
    }

    /// Names a repository that exists already.
    package init(path: String) {
        self.path = path
        work = BlockingWork(label: "local-repository", width: 4)
    }

    /// The branch HEAD stands for, whether or not it has a commit yet.
    package func defaultBranch() async throws(GitError) -> String? {
        try await perform { (repository) throws(GitError) in
            try repository.symbolicTarget(of: "HEAD").map { String($0.dropFirst("refs/heads/".count)) }
        }
    }

    /// Every branch with its head.
    package func branches() async throws(GitError) -> [String: CommitID] {
        try await perform { (repository) throws(GitError) in try repository.references(below: "refs/heads/") }
    }

    package func head(of branch: String) async throws(GitError) -> CommitID? {
        try await perform { (repository) throws(GitError) in try repository.target(of: "refs/heads/\(branch)") }
    }

    /// Points a branch at a commit, whatever it was before.
    package func setBranch(_ branch: BranchName, to commit: CommitID) async throws(GitError) {
        try await perform { (repository) throws(GitError) in
            try repository.setReference(branch.reference, to: commit, log: "set")
        }
    }

    /// Deletes a branch; one that does not exist is fine.
    package func deleteBranch(_ branch: String) async throws(GitError) {
        try await perform { (repository) throws(GitError) in try repository.deleteReference("refs/heads/\(branch)") }
    }

    /// Lends the repository on a thread for blocking work.
    func perform<R: Sendable>(
        _ body: @escaping @Sendable (borrowing Repository) throws(GitError) -> R
    ) async throws(GitError) -> R {
        let path = self.path
        return try await work.git { () throws(GitError) in try body(Repository(opening: path)) }
    }
}
