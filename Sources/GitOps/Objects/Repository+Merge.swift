internal import CLibgit2
internal import Identifiers

extension Repository {
    /// The tree of a merge; nil where the two sides conflict.
    func mergedTree(_ ours: CommitID, _ theirs: CommitID) throws(GitError) -> git_oid? {
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
        guard index.borrow({ git_index_has_conflicts($0) }) == 0 else { return nil }
        var tree = git_oid()
        let status = handle.borrow { repository in index.borrow { git_index_write_tree_to(&tree, $0, repository) } }
        try check(status, "git_index_write_tree_to")
        return tree
    }
}
