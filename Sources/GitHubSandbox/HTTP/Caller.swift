/// Who asks, and with what kind of credential.
struct Caller: Sendable {
    enum Kind: Sendable, Hashable {
        case anonymous
        case personal
        case installation(repositories: Set<Int64>?, permissions: [String: String])
        /// The App itself, by a JSON Web Token.
        case app
    }

    let user: SandboxUser?
    let kind: Kind

    static let anonymous = Caller(user: nil, kind: .anonymous)

    var isInstallation: Bool {
        switch kind {
        case .installation: true
        case .anonymous, .personal, .app: false
        }
    }

    /// Whose hourly budget a request counts against.
    var budget: String { user?.login ?? "" }
}
