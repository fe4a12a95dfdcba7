internal import GitOps
internal import Identifiers
internal import POSIX

/// A bare repository the sandbox serves.
struct ServedRepository: Sendable {
    let folder: String
    let git: GitProgram

    static func create(at folder: String, defaultBranch: String, git: GitProgram) async throws(GitFailure) -> ServedRepository {
        let repository = ServedRepository(folder: folder, git: git)
        do throws(GitError) {
            _ = try await LocalRepository.create(at: folder, defaultBranch: defaultBranch)
        } catch {
            throw GitFailure(description: "\(error)")
        }
        return repository
    }

    /// Asks libgit2, for what needs no program.
    func local<R>(_ body: (LocalRepository) async throws(GitError) -> R) async throws(GitFailure) -> R {
        do throws(GitError) {
            return try await body(LocalRepository(path: folder))
        } catch {
            throw GitFailure(description: "\(error)")
        }
    }

    func output(_ arguments: [String]) async throws(GitFailure) -> [UInt8] {
        try await git.output(["--git-dir", folder] + arguments)
    }

    func line(_ arguments: [String]) async throws(GitFailure) -> String {
        try await git.line(["--git-dir", folder] + arguments)
    }

    /// Every reference with the object it names.
    func references() async throws(GitFailure) -> [String: String] {
        let text = String(
            decoding: try await output(["for-each-ref", "--format=%(objectname) %(refname)"]), as: UTF8.self)
        var references: [String: String] = [:]
        for line in lines(of: text) {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2 { references[String(parts[1])] = String(parts[0]) }
        }
        return references
    }

    /// The commit a branch, tag or id names.
    func commit(named name: String) async throws(GitFailure) -> String? {
        guard !name.isEmpty, !name.hasPrefix("-"), !name.contains("^"), !name.contains("~"), !name.contains(":") else {
            return nil
        }
        let result = try await git.run([
            "--git-dir", folder, "rev-parse", "--quiet", "--verify", "--end-of-options", "\(name)^{commit}",
        ])
        return result.succeeded ? String(decoding: result.output.prefix(40), as: UTF8.self) : nil
    }

    /// Moves a reference; nil deletes it.
    func set(_ reference: String, to commit: String?) async throws(GitFailure) {
        if let commit {
            _ = try await output(["update-ref", reference, commit])
        } else {
            _ = try await output(["update-ref", "-d", reference])
        }
    }

    func isAncestor(_ older: String, of newer: String) async throws(GitFailure) -> Bool {
        let (older, newer) = (try id(older), try id(newer))
        return try await local { (local) throws(GitError) in try await local.isAncestor(older, of: newer) }
    }

    func mergeBase(_ left: String, _ right: String) async throws(GitFailure) -> String? {
        let (left, right) = (try id(left), try id(right))
        return try await local { (local) throws(GitError) in try await local.mergeBase(left, right)?.description }
    }

    /// The id of a commit, which must be a whole one.
    func id(_ commit: String) throws(GitFailure) -> CommitID {
        guard let id = CommitID(commit) else { throw GitFailure(description: "\(commit) is no commit id") }
        return id
    }
}
