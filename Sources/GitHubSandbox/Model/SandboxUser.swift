/// Somebody who can act: a person, a bot account, or an organization that owns repositories.
package struct SandboxUser: Sendable, Hashable {
    package enum Kind: String, Sendable {
        case user = "User"
        case bot = "Bot"
        case organization = "Organization"
    }

    package let id: Int64
    package let login: String
    package let kind: Kind

    /// The address GitHub gives to those who keep theirs to themselves.
    package var email: String { "\(id)+\(login)@users.noreply.github.com" }
}
