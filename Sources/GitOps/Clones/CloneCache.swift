internal import BlockingWork
package import Identifiers
internal import POSIX
internal import Synchronization

/// The bare clones of every repository HookBot knows, one folder each; at most one fetch at a time goes into one of them.
package final class CloneCache: Sendable {
    private let settings: GitSettings
    private let transfer: GitTransfer
    private let work: BlockingWork
    private let fetches = Mutex<[String: Limiter]>([:])

    /// At most `transferWidth` conversations with git hosts and `width` local operations run at once.
    package init(_ settings: GitSettings, width: Int = 8, transferWidth: Int = 16) {
        self.settings = settings
        work = BlockingWork(label: "git", width: width)
        transfer = GitTransfer(settings: settings, work: BlockingWork(label: "git-transfer", width: transferWidth))
    }

    /// Clones the repository where that was not done yet, else fetches: all branches, removing those that are gone, no tags;
    /// pull requests by number where the remote has them, as they are not among the branches.
    package func update(
        _ repository: RepositoryName, remote: RemoteLocation, token: Secret? = nil, pullRequests: [Int] = []
    ) async throws(GitError) -> BareClone {
        let paths = ClonePaths(clone: path(of: repository, remote))
        let turn = fetches.withLock { limiters in
            let limiter = limiters[paths.clone] ?? Limiter(width: 1)
            limiters[paths.clone] = limiter
            return limiter
        }
        do { try await turn.acquire() } catch { throw .cancelled }
        let result = await fetch(paths, remote, token, pullRequests)
        await turn.release()
        return BareClone(path: paths.clone, seen: try result.get(), transfer: transfer, work: work)
    }

    /// The clone as the last update left it; nil where there is none.
    package func open(_ repository: RepositoryName, remote: RemoteLocation) -> BareClone? {
        let path = path(of: repository, remote)
        return Files.isFolder(path) ? BareClone(path: path, seen: nil, transfer: transfer, work: work) : nil
    }

    /// What a remote has, without a clone.
    package func references(of remote: RemoteLocation, token: Secret? = nil) async throws(GitError) -> RemoteReferences {
        let reply = try await transfer.perform(.list, at: remote, clone: settings.cloneRoot, token: token)
        guard case .references(let references) = reply else { throw .unexpectedReply }
        return references
    }

    private func path(of repository: RepositoryName, _ remote: RemoteLocation) -> String {
        // GitHub's names do not tell upper from lower case.
        "\(settings.cloneRoot)/\(remote.hostKey)/\(repository.owner.lowercased())/\(repository.name.lowercased()).git"
    }

    private func fetch(
        _ paths: ClonePaths, _ remote: RemoteLocation, _ token: Secret?, _ pullRequests: [Int]
    ) async -> Result<RemoteReferences, GitError> {
        do throws(GitError) {
            let operation = TransferRequest.Operation.fetch(pullRequests: pullRequests)
            let reply = try await transfer.perform(operation, at: remote, clone: paths.clone, token: token)
            guard case .references(let references) = reply else { throw .unexpectedReply }
            return .success(references)
        } catch {
            await removeLeftovers(paths)
            return .failure(error)
        }
    }

    /// After a transfer that may have been killed; what cannot be removed now is removed before the next fetch.
    private func removeLeftovers(_ paths: ClonePaths) async {
        let work = self.work
        // A task of its own, as a cancelled one must clean up as well.
        await Task {
            try? await work.git { () throws(GitError) in
                guard Files.exists(paths.fetchLock) else { return }
                let lock = try FileLock(paths.fetchLock, .exclusive)
                try Self.removeLeftovers(paths, holding: lock)
            }
        }.value
    }

    private static func removeLeftovers(_ paths: ClonePaths, holding lock: borrowing FileLock) throws(GitError) {
        try system { () throws(SystemError) in try Files.removeTree(paths.incoming) }
        if Files.isFolder(paths.clone) { try StaleFiles.remove(from: paths) }
    }
}

extension GitError {
    static let unexpectedReply = GitError.other(
        call: "git-transfer", code: -1, message: "the transfer process answered another question")
}
