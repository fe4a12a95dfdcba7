internal import CLibgit2
package import Identifiers

extension LocalRepository {
    /// Commits files onto a branch, which begins with this commit where it does not exist. `files` are put beside those the
    /// branch has; nil removes one. Throws `.rejected` when somebody moved the branch in the meantime.
    package func commit(
        _ files: [String: [UInt8]?], to branch: BranchName, message: String, author: Signature, executable: Set<String> = []
    ) async throws(GitError) -> CommitID {
        try await perform { (repository) throws(GitError) in
            let parent = try repository.target(of: branch.reference)
            let base: git_oid? = if let parent { try repository.treeID(of: parent) } else { nil }
            let tree = try repository.tree(base, with: files, executable: executable)
            let commit = try repository.writeCommit(
                tree: tree, parents: parent.map { [$0] } ?? [], message: message, author: author, committer: author)
            guard try repository.moveReference(branch.reference, from: parent, to: commit, log: "commit") else {
                throw .rejected("\(branch) was moved meanwhile")
            }
            return commit
        }
    }

    /// Merges `head` into a branch with a commit of two parents, as GitHub's merge button does, or with one parent when
    /// squashing; nil where the two conflict.
    package func merge(
        _ head: CommitID, into branch: BranchName, message: String, author: Signature, squash: Bool = false
    ) async throws(GitError) -> CommitID? {
        try await perform { (repository) throws(GitError) in
            guard let base = try repository.target(of: branch.reference) else { throw .notFound("branch \(branch)") }
            guard case .tree(let tree) = try repository.mergedTree(base, head) else { return nil }
            let commit = try repository.writeCommit(
                tree: tree, parents: squash ? [base] : [base, head], message: message, author: author, committer: author)
            guard try repository.moveReference(branch.reference, from: base, to: commit, log: "merge") else {
                throw .rejected("\(branch) was moved meanwhile")
            }
            return commit
        }
    }
}

extension Repository {
    func set(_ name: String, _ value: String) throws(GitError) {
        let configuration = try Handle<ConfigurationKind>("git_repository_config") { created in
            handle.borrow { git_repository_config(&created, $0) }
        }
        try check(configuration.borrow { git_config_set_string($0, name, value) }, "git_config_set_string")
    }

    /// A tree with some files replaced, added or (nil) removed.
    func tree(_ base: git_oid?, with files: [String: [UInt8]?], executable: Set<String>) throws(GitError) -> git_oid {
        let index = try Handle<IndexKind>("git_index_new") { git_index_new(&$0) }
        if let base {
            let tree = try self.tree(base)
            try check(index.borrow { index in tree.borrow { git_index_read_tree(index, $0) } }, "git_index_read_tree")
        }
        let database = try self.database()
        for (path, content) in files.sorted(by: { $0.key < $1.key }) {
            guard let content else {
                try check(index.borrow { git_index_remove($0, path, 0) }, "git_index_remove")
                continue
            }
            var entry = git_index_entry()
            entry.mode = (executable.contains(path) ? FileMode.executable : .file).rawValue
            entry.id = try writeBlob(content, database)
            let status = path.withCString { text in
                entry.path = text
                return index.borrow { git_index_add($0, &entry) }
            }
            try check(status, "git_index_add")
        }
        var id = git_oid()
        let status = handle.borrow { repository in index.borrow { git_index_write_tree_to(&id, $0, repository) } }
        try check(status, "git_index_write_tree_to")
        return id
    }
}
