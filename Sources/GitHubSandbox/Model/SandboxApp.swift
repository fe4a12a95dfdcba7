package import Identifiers

/// A GitHub App that is installed on every repository of the sandbox.
package struct SandboxApp: Sendable {
    package let id: Int64
    package let slug: String
    package let installation: Int64
    /// The private key whose signatures are accepted; without one any signature is.
    package let key: Secret?

    package init(id: Int64, slug: String, installation: Int64, key: Secret? = nil) {
        self.id = id
        self.slug = slug
        self.installation = installation
        self.key = key
    }

    /// The login of the App's bot user.
    package var login: String { "\(slug)[bot]" }
}
