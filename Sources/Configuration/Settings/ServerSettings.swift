package import Identifiers

/// `[server]`.
package struct ServerSettings: Sendable {
    package let listen: ListenEndpoint
    /// Without a slash at its end; nil where nobody said it.
    package let publicURL: String?
    /// Nil refuses every call of the API.
    package let apiSecret: Secret?
    package let isBehindProxy: Bool
}
