internal import CLibgit2
internal import Identifiers

/// A connected remote of an open repository, in the transfer process.
struct Conversation: ~Copyable {
    let session: TransferSession
    let remote: Handle<RemoteKind>

    /// Nothing about the remote is written to the repository's configuration.
    init(_ session: TransferSession, in repository: borrowing Repository, _ direction: git_direction) throws(GitError) {
        try self.init(session, Self.makeRemote(session.request.location.url, repository), direction)
    }

    /// Without a repository, to see what the remote advertises.
    init(listing session: TransferSession) throws(GitError) {
        let url = session.request.location.url
        let remote = try Handle<RemoteKind>("git_remote_create_detached") { git_remote_create_detached(&$0, url) }
        try self.init(session, remote, GIT_DIRECTION_FETCH)
    }

    private init(
        _ session: TransferSession, _ remote: consuming Handle<RemoteKind>, _ direction: git_direction
    ) throws(GitError) {
        self.session = session
        self.remote = remote
        var options = session.connectOptions()
        let status = self.remote.borrow { git_remote_connect_ext($0, direction, &options) }
        do throws(GitError) {
            try check(status, "git_remote_connect_ext")
        } catch .other(_, _, let message) {
            // Such as "connection refused", which libgit2 files under the operating system.
            throw .network(message)
        }
        session.clock.touch()
    }

    private static func makeRemote(_ url: String, _ repository: borrowing Repository) throws(GitError) -> Handle<RemoteKind> {
        try Handle<RemoteKind>("git_remote_create_with_opts") { created in
            repository.handle.borrow { repository in
                FetchSpecification.branches.withCString { specification in
                    var options = git_remote_create_options()
                    git_remote_create_options_init(&options, UInt32(GIT_REMOTE_CREATE_OPTIONS_VERSION))
                    options.repository = repository
                    options.fetchspec = specification
                    options.flags = GIT_REMOTE_CREATE_SKIP_INSTEADOF.rawValue
                    return git_remote_create_with_opts(&created, url, &options)
                }
            }
        }
    }

    /// What the remote advertises, with the heads of the given pull requests.
    func references(pullRequests: [Int] = []) throws(GitError) -> RemoteReferences {
        var heads: UnsafeMutablePointer<UnsafePointer<git_remote_head>?>?
        var count = 0
        try check(remote.borrow { git_remote_ls(&heads, &count, $0) }, "git_remote_ls")
        var references = RemoteReferences()
        let wanted = Dictionary(pullRequests.map { ("refs/pull/\($0)/head", $0) }, uniquingKeysWith: { first, _ in first })
        for head in UnsafeBufferPointer(start: heads, count: count) {
            guard let head = head?.pointee, let name = head.name.map({ String(cString: $0) }) else { continue }
            if name == "HEAD" {
                references.defaultBranch = head.symref_target.flatMap { Self.branch(String(cString: $0)) }
            } else if let branch = Self.branch(name) {
                references.branches[branch] = CommitID(head.oid)
            } else if let number = wanted[name] {
                references.pullRequests[number] = CommitID(head.oid)
            }
        }
        if references.defaultBranch == nil { references.defaultBranch = guessedDefaultBranch() }
        return references
    }

    /// For servers that do not say where HEAD points: libgit2 compares commits.
    private func guessedDefaultBranch() -> String? {
        var name = git_buf()
        defer { git_buf_dispose(&name) }
        guard remote.borrow({ git_remote_default_branch(&name, $0) }) == 0, let text = name.ptr else { return nil }
        return Self.branch(String(cString: text))
    }

    private static func branch(_ reference: String) -> String? {
        let prefix = "refs/heads/"
        return reference.hasPrefix(prefix) ? String(reference.dropFirst(prefix.count)) : nil
    }
}

/// Which references a fetch copies, and to where.
enum FetchSpecification {
    static let branches = "+refs/heads/*:refs/remotes/origin/*"

    static func pullRequest(_ number: Int) -> String { "+refs/pull/\(number)/head:refs/hookbot/pull/\(number)" }
}

/// Lends texts as the array of strings libgit2 wants.
func withStrings<R>(_ texts: [String], _ body: (inout git_strarray) -> R) -> R {
    let storage = texts.map { text in
        let bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: text.utf8.count + 1)
        _ = bytes.initialize(from: text.utf8CString)
        return bytes
    }
    defer { storage.forEach { $0.deallocate() } }
    var pointers = storage.map(\.baseAddress)
    return pointers.withUnsafeMutableBufferPointer { buffer in
        var strings = git_strarray(strings: buffer.baseAddress, count: buffer.count)
        return body(&strings)
    }
}
