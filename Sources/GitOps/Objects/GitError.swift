/// Why something with git did not work, cut by what a caller does next.
package enum GitError: Error, Hashable, Sendable {
    /// An object, branch or file is not there; says which.
    case notFound(String)
    /// The credential is missing or was refused (401).
    case authentication
    /// The credential is known but may not do this (403).
    case forbidden
    /// The remote has no such repository, or hides it (404).
    case repositoryMissing
    case timeout(String)
    case network(String)
    /// Something was refused on its content: by the remote, or by our own rules for names and trees.
    case rejected(String)
    case corrupt(String)
    case noSpace
    case cancelled
    /// Another writer holds a lock file, or died with it.
    case locked(String)
    /// The process that spoke with the host was ended from outside: by an operator, or where memory ran out.
    case interrupted(signal: Int32)
    case other(call: String, code: Int32, message: String)

    /// Whether the same call may succeed later without anybody changing anything.
    package var isTransient: Bool {
        switch self {
        case .timeout, .network, .noSpace, .interrupted, .locked: true
        case .notFound, .authentication, .forbidden, .repositoryMissing, .rejected, .corrupt, .cancelled, .other: false
        }
    }
}

extension GitError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFound(let what): "not found: \(what)"
        case .authentication: "the git host did not accept the credential; check the token or the App's installation"
        case .forbidden: "the git host refused access (403); the credential lacks a permission for this repository"
        case .repositoryMissing: "the git host knows no such repository (404), or the credential may not see it"
        case .timeout(let what): "timed out: \(what)"
        case .network(let what): "network: \(what)"
        case .rejected(let reason): "refused: \(reason)"
        case .corrupt(let what): "damaged data: \(what)"
        case .noSpace: "no space left on the disk"
        case .cancelled: "cancelled"
        case .locked(let what): "locked: \(what)"
        case .interrupted(let signal): "the transfer process was ended by signal \(signal)"
        case .other(let call, let code, let message): "\(call) failed with \(code): \(message)"
        }
    }
}
