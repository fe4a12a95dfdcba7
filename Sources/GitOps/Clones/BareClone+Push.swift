package import Identifiers

extension BareClone {
    /// Sends one commit to one branch, and only if the branch is where it is expected (nil: does not exist). Where `rewriting`, the
    /// commit need not have what was there in its history, as with `git push --force-with-lease`.
    package func push(
        _ commit: CommitID, to branch: BranchName, expecting expected: CommitID?, rewriting: Bool = false, remote: RemoteLocation,
        token: Secret? = nil
    ) async throws(GitError) -> PushResult {
        let operation = TransferRequest.Operation.push(
            commit: commit, branch: branch.description, expected: expected, rewrites: rewriting)
        let reply = try await transfer.perform(operation, at: remote, clone: path, token: token)
        guard case .push(let result) = reply else { throw .unexpectedReply }
        return result
    }

    /// Where the remote's branch is right now; nil where it does not exist. To be asked before a push is repeated.
    package func remoteHead(
        of branch: BranchName, remote: RemoteLocation, token: Secret? = nil
    ) async throws(GitError) -> CommitID? {
        let reply = try await transfer.perform(.list, at: remote, clone: path, token: token)
        guard case .references(let references) = reply else { throw .unexpectedReply }
        return references.branches[branch.description]
    }
}
