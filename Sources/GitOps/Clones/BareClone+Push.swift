package import Identifiers

extension BareClone {
    /// Sends one commit to one branch, and only if the branch is where it is expected (nil: does not exist). Where `rewriting`, the
    /// commit need not have what was there in its history, as with `git push --force-with-lease`.
    ///
    /// A push whose process outlived a killed service may be under way at the same time. Of two pushes of one commit the remote refuses
    /// the one that comes second to the reference, so a refusal counts only where the branch still is where it was expected.
    package func push(
        _ commit: CommitID, to branch: BranchName, expecting expected: CommitID?, rewriting: Bool = false, remote: RemoteLocation,
        token: Secret? = nil
    ) async throws(GitError) -> PushResult {
        let operation = TransferRequest.Operation.push(
            commit: commit, branch: branch.description, expected: expected, rewrites: rewriting)
        let reply = try await transfer.perform(operation, at: remote, clone: path, token: token)
        guard case .push(let result) = reply else { throw .unexpectedReply }
        guard case .rejected = result else { return result }
        let head = try await remoteHead(of: branch, remote: remote, token: token)
        if head == commit { return .alreadyThere }
        return head == expected ? result : .moved(actual: head)
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
