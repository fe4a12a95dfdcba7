internal import CLibgit2
internal import Identifiers
internal import POSIX

/// Brings a clone up to date, or makes it, in the transfer process.
struct FetchTransfer {
    let session: TransferSession
    let paths: ClonePaths
    let pullRequests: [Int]

    func run() throws(GitError) -> RemoteReferences {
        try system { () throws(SystemError) in try Files.makeFolder(Files.folder(of: paths.clone) ?? "/") }
        let lock = try FileLock(paths.fetchLock, .exclusive)
        return try run(holding: lock)
    }

    private func run(holding lock: borrowing FileLock) throws(GitError) -> RemoteReferences {
        try system { () throws(SystemError) in try Files.removeTree(paths.incoming) }
        guard !Files.exists(paths.clone) else {
            try StaleFiles.remove(from: paths)
            let references = try CloneLease(reading: paths).during { () throws(GitError) in
                try fetch(into: Repository(opening: paths.clone))
            }
            // The fetch has succeeded, whatever becomes of this; the next one tries again.
            try? Compaction(paths: paths).run(session.clock)
            return references
        }
        do throws(GitError) {
            let references = try fetch(into: Repository(creating: paths.incoming, defaultBranch: "main"))
            try system { () throws(SystemError) in try Files.rename(paths.incoming, to: paths.clone) }
            return references
        } catch {
            try system { () throws(SystemError) in try Files.removeTree(paths.incoming) }
            throw error
        }
    }

    private func fetch(into repository: borrowing Repository) throws(GitError) -> RemoteReferences {
        let conversation = try Conversation(session, in: repository, GIT_DIRECTION_FETCH)
        let references = try conversation.references(pullRequests: pullRequests)
        // Gone branches go first: `a` would stand in the way of a new `a/b`.
        for branch in try repository.references(below: "refs/remotes/origin/").keys
        where branch != "HEAD" && references.branches[branch] == nil {
            try repository.deleteReference("refs/remotes/origin/\(branch)")
        }
        if !references.branches.isEmpty || !references.pullRequests.isEmpty {
            try download(conversation, pullRequests: references.pullRequests.keys.sorted())
        }
        if let branch = references.defaultBranch, references.branches[branch] != nil {
            let head = "refs/remotes/origin/HEAD"
            let target = "refs/remotes/origin/\(branch)"
            if try repository.symbolicTarget(of: head) != target {
                try repository.setSymbolicReference(head, to: target, log: "fetch: default branch")
            }
        }
        return references
    }

    private func download(_ conversation: borrowing Conversation, pullRequests: [Int]) throws(GitError) {
        let specifications = [FetchSpecification.branches] + pullRequests.map(FetchSpecification.pullRequest)
        var options = session.fetchOptions()
        let status = conversation.remote.borrow { remote in
            withStrings(specifications) { git_remote_download(remote, &$0, &options) }
        }
        try check(status, "git_remote_download")
        let updated = conversation.remote.borrow {
            git_remote_update_tips($0, &options.callbacks, 0, GIT_REMOTE_DOWNLOAD_TAGS_NONE, "fetch")
        }
        try check(updated, "git_remote_update_tips")
    }
}
