internal import CLibgit2
internal import Identifiers

/// Sends one commit to one branch in the transfer process, over another history only where that was asked for and expected there.
struct PushTransfer {
    let session: TransferSession
    let clonePath: String
    let commit: CommitID
    let branch: String
    let expected: CommitID?
    let rewrites: Bool

    /// The remote compares the old commit again when it moves the branch: libgit2 sends the one advertised in this conversation.
    func run() throws(GitError) -> PushResult {
        try CloneLease(reading: ClonePaths(clone: clonePath)).during { () throws(GitError) in try push() }
    }

    private func push() throws(GitError) -> PushResult {
        let repository = try Repository(opening: clonePath)
        guard try repository.contains(commit) else { throw .notFound("commit \(commit)") }
        let conversation = try Conversation(session, in: repository, GIT_DIRECTION_PUSH)
        let actual = try conversation.references().branches[branch]
        if actual == commit { return .alreadyThere }
        guard actual == expected else { return .moved(actual: actual) }
        do throws(GitError) {
            try upload(conversation, PushSource(commit, clonePath: clonePath))
        } catch .rejected(let reason) {
            return .rejected(reason: reason, sideband: sideband)
        } catch .network(let message) where message.contains("unpacking the sent packfile failed") {
            // The remote looked at the objects and refused them: the same ones would fare no better.
            return .rejected(reason: message, sideband: sideband)
        }
        switch session.reports["refs/heads/\(branch)"] {
        case .some(.some(let reason)): return .rejected(reason: reason, sideband: sideband)
        case .some(nil): return .pushed
        case nil: throw .network("the git host did not say what became of \(branch)")
        }
    }

    private func upload(_ conversation: borrowing Conversation, _ source: borrowing PushSource) throws(GitError) {
        var options = session.pushOptions()
        let status = conversation.remote.borrow { remote in
            withStrings(["\(rewrites ? "+" : "")\(source.reference):refs/heads/\(branch)"]) {
                git_remote_upload(remote, &$0, &options)
            }
        }
        try check(status, "git_remote_upload")
    }

    private var sideband: String { String(decoding: session.sideband, as: UTF8.self) }
}
