package import Identifiers

/// `[accounts.NAME]`, or an account that variables of the environment make.
package struct AccountSettings: Sendable {
    package let name: String
    package let credential: Credential
    package let baseURL: String
    /// nil for no limit but the account's own.
    package let quota: Quota?

    package enum Credential: Sendable {
        case apiKey(Secret)
        case oauthToken(Secret)
        /// Absolute path of a logged-in Claude configuration directory.
        case configFolder(String)
    }

    package struct Quota: Sendable, Hashable {
        package let messages: Int
        package let window: Duration

        package init(messages: Int, window: Duration) {
            self.messages = messages
            self.window = window
        }
    }

    /// Whether the credential lies in a folder of the agent's, so that HookBot cannot use it in the agent's place.
    package var isLogin: Bool { if case .configFolder = credential { true } else { false } }
}
