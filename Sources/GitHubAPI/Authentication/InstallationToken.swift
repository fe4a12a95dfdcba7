internal import Identifiers

/// A token of an App's installation, narrowed to one repository; it lives an hour.
struct InstallationToken: Sendable {
    let text: Secret
    let expiresAt: Timestamp
    let installation: Int64

    /// What a token is asked for.
    struct Purpose: Hashable, Sendable {
        let repository: RepositoryName
        /// Permission to `read` or `write`; nil for all the installation has.
        let permissions: [String: String]?
    }
}
