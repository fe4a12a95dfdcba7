internal import CLibgit2
internal import Identifiers

extension Repository {
    /// The commit's change on top of `head`, with its message, author and committer; the same input gives the same commit.
    func replay(_ commit: CommitID, on head: CommitID) throws(GitError) -> ReplayResult {
        let picked = try self.commit(commit)
        let base = try self.commit(head)
        var options = git_merge_options()
        git_merge_options_init(&options, UInt32(GIT_MERGE_OPTIONS_VERSION))
        let index = try Handle<IndexKind>("git_cherrypick_commit") { created in
            handle.borrow { repository in
                picked.borrow { picked in
                    base.borrow { base in git_cherrypick_commit(&created, repository, picked, base, 0, &options) }
                }
            }
        }
        let conflicts = try conflicts(in: index)
        guard conflicts.isEmpty else { return .conflict(conflicts) }
        var tree = git_oid()
        let status = handle.borrow { repository in index.borrow { git_index_write_tree_to(&tree, $0, repository) } }
        try check(status, "git_index_write_tree_to")
        let old = try describe(commit)
        return .commit(
            try writeCommit(tree: tree, parents: [head], message: old.message, author: old.author, committer: old.committer))
    }

    /// The paths of an index that more than one side has changed, sorted.
    func conflicts(in index: borrowing Handle<IndexKind>) throws(GitError) -> [String] {
        guard index.borrow({ git_index_has_conflicts($0) }) != 0 else { return [] }
        let iterator = try Handle<ConflictKind>("git_index_conflict_iterator_new") { created in
            index.borrow { git_index_conflict_iterator_new(&created, $0) }
        }
        var paths: Set<String> = []
        while true {
            var ancestor: UnsafePointer<git_index_entry>?
            var ours: UnsafePointer<git_index_entry>?
            var theirs: UnsafePointer<git_index_entry>?
            let status = iterator.borrow { git_index_conflict_next(&ancestor, &ours, &theirs, $0) }
            if status == GIT_ITEROVER.rawValue { return paths.sorted() }
            try check(status, "git_index_conflict_next")
            // The entries live as long as the index; their paths are copied at once.
            for entry in [ancestor, ours, theirs] { if let path = entry?.pointee.path { paths.insert(String(cString: path)) } }
        }
    }
}
