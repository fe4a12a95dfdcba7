/// Whose budget a call counts against.
enum RateLimitScope: Hashable, Sendable {
    case token
    case app
    case installation(Int64)
}
