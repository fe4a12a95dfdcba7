package import Identifiers

/// Who HookBot is to GitHub.
package enum GitHubCredential: Sendable {
    /// A personal access token.
    case token(Secret)
    /// A GitHub App by its id and its RSA key in PEM form; the installation is looked up for each repository.
    case app(id: Int64, key: Secret)
}
