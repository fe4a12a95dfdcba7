internal import Identifiers

/// What one call is sent with, and whose budget it uses.
struct Authorization: Sendable {
    let token: Secret
    let scope: RateLimitScope
    /// Keeps cached answers of different readers apart.
    let reader: String

    /// GitHub takes `Bearer` for every kind of token.
    var header: Secret { Secret(Array("Bearer ".utf8) + token.exposedBytes) }
}
