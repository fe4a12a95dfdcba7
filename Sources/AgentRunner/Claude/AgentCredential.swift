package import Identifiers

/// What lets an agent speak to its model.
package enum AgentCredential: Sendable {
    case apiKey(Secret)
    case oauthToken(Secret)
    /// A login kept in the configuration folder.
    case configFolder
    case none

    var secrets: [String: Secret] {
        switch self {
        case .apiKey(let key): ["ANTHROPIC_API_KEY": key]
        case .oauthToken(let token): ["CLAUDE_CODE_OAUTH_TOKEN": token]
        case .configFolder, .none: [:]
        }
    }
}
