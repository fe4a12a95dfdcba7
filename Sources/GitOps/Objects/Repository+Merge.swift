internal import CLibgit2
internal import Identifiers

extension Repository {
    /// What a merge comes to, before it is committed.
    enum MergedTree {
        case tree(git_oid)
        /// The files that both sides changed, by path.
        case conflict([String])
    }

    func mergedTree(_ ours: CommitID, _ theirs: CommitID) throws(GitError) -> MergedTree {
        let ours = try commit(ours)
        let theirs = try commit(theirs)
        var options = git_merge_options()
        git_merge_options_init(&options, UInt32(GIT_MERGE_OPTIONS_VERSION))
        let index = try Handle<IndexKind>("git_merge_commits") { created in
            handle.borrow { repository in
                ours.borrow { ours in
                    theirs.borrow { theirs in git_merge_commits(&created, repository, ours, theirs, &options) }
                }
            }
        }
        let conflicts = try conflicts(in: index)
        guard conflicts.isEmpty else { return .conflict(conflicts) }
        var tree = git_oid()
        let status = handle.borrow { repository in index.borrow { git_index_write_tree_to(&tree, $0, repository) } }
        try check(status, "git_index_write_tree_to")
        return .tree(tree)
    }

    /// Whether merging the two commits would need a person.
    func hasConflicts(_ left: CommitID, _ right: CommitID) throws(GitError) -> Bool {
        if case .conflict = try mergedTree(left, right) { true } else { false }
    }
}
