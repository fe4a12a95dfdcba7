internal import Identifiers
internal import POSIX
internal import TestSupport

@testable import GitOps

/// A repository on a git server, and a cache of clones that reaches it.
struct Served: Sendable {
    let folder: String
    let repository: LocalRepository
    let server: GitHTTPServer
    let cache: CloneCache
    let remote: RemoteLocation
    let name = RepositoryName("owner/name")!

    var cloneRoot: String { "\(folder)/clones" }
    var clonePath: String { "\(cloneRoot)/\(remote.hostKey)/owner/name.git" }

    func update() async throws -> BareClone { try await cache.update(name, remote: remote) }

    /// Every file below the clones.
    func files(below path: String? = nil) throws -> [String] {
        let path = path ?? cloneRoot
        guard Files.isFolder(path) else { return [path] }
        return try Files.names(in: path).flatMap { try files(below: "\(path)/\($0)") }
    }

    func withToken(_ token: String, executable: String = hookbot) -> CloneCache {
        CloneCache(GitSettings(executable: executable, cloneRoot: cloneRoot, credential: { Secret(token) }))
    }
}

func withServed<R>(
    _ limits: TransferLimits = TransferLimits(), _ body: (Served) async throws -> R
) async throws -> R {
    try await withTemporaryFolder { folder in
        try Files.makeFolder("\(folder)/served/owner")
        let repository = try await LocalRepository.create(at: "\(folder)/served/owner/name.git")
        let server = try GitHTTPServer(serving: "\(folder)/served")
        let settings = GitSettings(executable: hookbot, cloneRoot: "\(folder)/clones", limits: limits)
        let remote = RemoteLocation(url: server.url("owner/name"))!
        return try await body(
            Served(folder: folder, repository: repository, server: server, cache: CloneCache(settings), remote: remote))
    }
}
