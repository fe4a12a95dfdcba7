internal import Identifiers

/// What a token stands for.
struct SandboxGrant: Sendable {
    enum Kind: Sendable, Hashable {
        case personal
        /// An installation token, perhaps narrowed to some repositories.
        case installation(repositories: Set<Int64>?, permissions: [String: String])
    }

    let user: Int64
    let kind: Kind
    let expires: Timestamp?

    var isInstallation: Bool {
        switch kind {
        case .personal: false
        case .installation: true
        }
    }
}
