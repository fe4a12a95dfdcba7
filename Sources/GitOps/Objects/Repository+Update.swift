internal import CLibgit2
internal import Identifiers

extension Repository {
    /// The commits of `head` that `base` has not, once more on top of `base`, as `git rebase` does it: oldest first, without merges and
    /// without what `base` has already. Signatures of the old commits are not carried over. The same input gives the same commits.
    func rebase(_ head: CommitID, onto base: CommitID, limit: Int) throws(GitError) -> BranchUpdateResult {
        if try isAncestor(base, of: head) { return .upToDate }
        let old = try ownCommits(of: head, over: base, limit: limit)
        var (tip, count) = (base, 0)
        for commit in old.reversed() where commit.parents.count == 1 {
            switch try replay(commit.id, on: tip) {
            case .conflict(let files): return .conflict(in: commit.id, files: files)
            case .commit(let replayed):
                let (old, new) = (try describe(tip), try describe(replayed))
                if old.tree == new.tree { continue }
                (tip, count) = (replayed, count + 1)
            }
        }
        guard count > 0 else { throw .rejected("the base branch has every change of the branch already") }
        return .commit(tip, count: count)
    }

    /// A merge of `base` into `head`.
    func merge(
        _ base: CommitID, into head: CommitID, message: String, by signature: Signature
    ) throws(GitError) -> BranchUpdateResult {
        if try isAncestor(base, of: head) { return .upToDate }
        switch try mergedTree(head, base) {
        case .conflict(let files): return .conflict(in: nil, files: files)
        case .tree(let tree):
            return .commit(
                try writeCommit(tree: tree, parents: [head, base], message: message, author: signature, committer: signature),
                count: 1)
        }
    }

    /// What `head` adds to `base` as one commit on their merge base, in the name of whoever wrote its first commit; the others who
    /// wrote some of it are named in trailers.
    func squash(
        _ head: CommitID, over base: CommitID, message: String, by committer: Signature, limit: Int
    ) throws(GitError) -> BranchUpdateResult {
        let old = try ownCommits(of: head, over: base, limit: limit)
        guard let first = old.last, let start = try mergeBase(head, base), old.count > 1 else { return .upToDate }
        let own = old.filter { $0.parents.count == 1 }
        var names = [first.author.trailer]
        for author in own.map(\.author.trailer) where !names.contains(author) { names.append(author) }
        let trailers = names.dropFirst().map { "Co-authored-by: \($0)\n" }.joined()
        let text = message.hasSuffix("\n") ? message : message + "\n"
        let made = try writeCommit(
            tree: treeID(of: head), parents: [start], message: trailers.isEmpty ? text : "\(text)\n\(trailers)",
            author: first.author, committer: committer)
        return .commit(made, count: old.count)
    }

    /// Newest first.
    private func ownCommits(of head: CommitID, over base: CommitID, limit: Int) throws(GitError) -> [CommitDescription] {
        guard try mergeBase(head, base) != nil else { throw .rejected("the two branches have no commit in common") }
        let commits = try commits(from: head, excluding: base, limit: limit + 1)
        guard commits.count <= limit else { throw .rejected("the branch has more than \(limit) commits of its own") }
        return commits
    }
}

extension Signature {
    fileprivate var trailer: String { "\(name) <\(email)>" }
}
