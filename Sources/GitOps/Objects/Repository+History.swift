internal import CLibgit2
internal import Identifiers

extension Repository {
    /// The best common ancestor; nil for unrelated histories.
    func mergeBase(_ left: CommitID, _ right: CommitID) throws(GitError) -> CommitID? {
        var (base, left, right) = (git_oid(), left.raw, right.raw)
        let status = handle.borrow { git_merge_base(&base, $0, &left, &right) }
        if status == GIT_ENOTFOUND.rawValue { return nil }
        try check(status, "git_merge_base")
        return CommitID(base)
    }

    /// Whether `ancestor` is the commit or lies in its history.
    func isAncestor(_ ancestor: CommitID, of commit: CommitID) throws(GitError) -> Bool {
        if ancestor == commit { return true }
        var (ancestor, commit) = (ancestor.raw, commit.raw)
        let status = handle.borrow { git_graph_descendant_of($0, &commit, &ancestor) }
        try check(status, "git_graph_descendant_of")
        return status == 1
    }

    func distance(of local: CommitID, from upstream: CommitID) throws(GitError) -> BranchDistance {
        var (ahead, behind, local, upstream) = (0, 0, local.raw, upstream.raw)
        try check(handle.borrow { git_graph_ahead_behind(&ahead, &behind, $0, &local, &upstream) }, "git_graph_ahead_behind")
        return BranchDistance(ahead: ahead, behind: behind)
    }

    /// The commits reachable from `head` but not from `excluded`, newest first, at most `limit` of them.
    func commits(from head: CommitID, excluding excluded: CommitID?, limit: Int) throws(GitError) -> [CommitDescription] {
        let walk = try Handle<RevisionWalkKind>("git_revwalk_new") { created in
            handle.borrow { git_revwalk_new(&created, $0) }
        }
        var start = head.raw
        try check(
            walk.borrow { git_revwalk_sorting($0, GIT_SORT_TOPOLOGICAL.rawValue | GIT_SORT_TIME.rawValue) },
            "git_revwalk_sorting")
        try check(walk.borrow { git_revwalk_push($0, &start) }, "git_revwalk_push")
        if let excluded {
            var end = excluded.raw
            try check(walk.borrow { git_revwalk_hide($0, &end) }, "git_revwalk_hide")
        }
        var found: [CommitDescription] = []
        while found.count < limit {
            var id = git_oid()
            let status = walk.borrow { git_revwalk_next(&id, $0) }
            if status == GIT_ITEROVER.rawValue { break }
            try check(status, "git_revwalk_next")
            found.append(try describe(CommitID(id)))
        }
        return found
    }

    func describe(_ id: CommitID) throws(GitError) -> CommitDescription {
        let commit = try self.commit(id)
        return commit.borrow { commit in
            CommitDescription(
                id: id, tree: CommitID(git_commit_tree_id(commit).pointee),
                parents: (0..<git_commit_parentcount(commit)).map { CommitID(git_commit_parent_id(commit, $0).pointee) },
                // What git stored need not be UTF-8: String(cString:) repairs it instead of failing.
                message: String(cString: git_commit_message(commit)),
                author: Signature(git_commit_author(commit).pointee),
                committer: Signature(git_commit_committer(commit).pointee))
        }
    }
}

extension Signature {
    fileprivate init(_ signature: git_signature) {
        self.init(
            name: String(cString: signature.name), email: String(cString: signature.email), seconds: signature.when.time,
            offsetMinutes: Int(signature.when.offset))
    }
}
