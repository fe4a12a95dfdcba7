package import Identifiers
package import Patterns

/// `[github]`.
package struct GitHubSettings: Sendable {
    /// Of the REST API, without a slash at its end.
    package let baseURL: String
    /// Of pages and clones, without a slash at its end.
    package let webURL: String
    package let identity: Identity
    /// At least one, each strong enough.
    package let webhookSecrets: [Secret]
    /// HookBot's own login; nil where it is to be looked up.
    package let botName: String?
    package let allowsHTTP: Bool
    package let ignoredActors: IgnoredActors
    /// Whose webhooks are compared with the inbox, beside those of the repositories that are known already.
    package let repositories: [RepositoryName]
    /// Between two comparisons of what GitHub delivered with what came.
    package let catchUp: Duration
    /// Deliveries asked for again after one comparison.
    package let redeliveries: Int
    /// Of each repository; 0 for none.
    package let sweptItems: Int
    /// The age of what a sweep takes for missed.
    package let sweepAfter: Duration

    package enum Identity: Sendable {
        case token(Secret)
        /// The key is PEM text.
        case app(id: Int64, key: Secret)
    }

    package struct IgnoredActors: Sendable, Equatable {
        /// HookBot itself.
        package let includesSelf: Bool
        package let patterns: [StringPattern]
    }
}
