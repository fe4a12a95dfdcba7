internal import CLibgit2
internal import Identifiers

extension Repository {
    func commit(_ id: CommitID) throws(GitError) -> Handle<CommitKind> {
        var raw = id.raw
        return try Handle<CommitKind>("git_commit_lookup") { created in
            handle.borrow { git_commit_lookup(&created, $0, &raw) }
        }
    }

    func tree(_ id: git_oid) throws(GitError) -> Handle<TreeKind> {
        var id = id
        return try Handle<TreeKind>("git_tree_lookup") { created in handle.borrow { git_tree_lookup(&created, $0, &id) } }
    }

    func tree(of commit: CommitID) throws(GitError) -> Handle<TreeKind> {
        let commit = try self.commit(commit)
        return try Handle<TreeKind>("git_commit_tree") { created in commit.borrow { git_commit_tree(&created, $0) } }
    }

    func treeID(of commit: CommitID) throws(GitError) -> git_oid {
        try self.commit(commit).borrow { git_commit_tree_id($0).pointee }
    }

    func contains(_ commit: CommitID) throws(GitError) -> Bool {
        do {
            _ = try self.commit(commit)
            return true
        } catch .notFound {
            return false
        }
    }

    /// Writes a commit object that no reference points at yet; the same input always gives the same identifier.
    func writeCommit(
        tree: git_oid, parents: [CommitID], message: String, author: Signature, committer: Signature
    ) throws(GitError) -> CommitID {
        guard !message.utf8.contains(0) else { throw .rejected("a commit message cannot hold a NUL byte") }
        let tree = try self.tree(tree)
        let author = try CSignature(author)
        let committer = try CSignature(committer)
        var parentHandles: [OpaquePointer?] = []
        defer { parentHandles.forEach { git_commit_free($0) } }
        for parent in parents {
            var (id, found) = (parent.raw, nil as OpaquePointer?)
            try check(handle.borrow { git_commit_lookup(&found, $0, &id) }, "git_commit_lookup")
            parentHandles.append(found)
        }
        var id = git_oid()
        let status = handle.borrow { repository in
            tree.borrow { tree in
                git_commit_create(
                    &id, repository, nil, author.pointer, committer.pointer, nil, message, tree, parentHandles.count,
                    &parentHandles)
            }
        }
        try check(status, "git_commit_create")
        return CommitID(id)
    }
}

/// Owns a libgit2 signature.
private struct CSignature: ~Copyable {
    let pointer: UnsafeMutablePointer<git_signature>

    init(_ signature: Signature) throws(GitError) {
        var created: UnsafeMutablePointer<git_signature>?
        let status = git_signature_new(
            &created, signature.name, signature.email, signature.seconds, Int32(signature.offsetMinutes))
        guard status >= 0, let created else { throw GitError(status: status, call: "git_signature_new") }
        pointer = created
    }

    deinit { git_signature_free(pointer) }
}
