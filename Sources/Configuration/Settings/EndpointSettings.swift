package import Identifiers

/// `[endpoint.NAME]`: an address outside of GitHub that rules may write to.
package struct EndpointSettings: Sendable {
    package let name: String
    /// Kept as a secret, as addresses of chat services are one.
    package let url: Secret
    /// Whether the file keeps it elsewhere, so that it must not be shown.
    package let hidesAddress: Bool
    package let secret: Secret?
    package let timeout: Duration
}
