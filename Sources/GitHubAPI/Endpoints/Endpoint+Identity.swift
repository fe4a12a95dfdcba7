internal import HTTPClient
internal import Identifiers
internal import JSON

extension Endpoint where Answer == GitHub.Account {
    /// Whose token it is; an App has no answer here.
    package static func user() -> Self { .object(.get, "/user") }
}

extension Endpoint where Answer == GitHub.App {
    /// The App itself; a token has no answer here.
    package static func app() -> Self { .object(.get, "/app") }
}

extension Endpoint where Answer == RateLimit {
    /// The core budget; asking costs nothing. `resetsAt` is by GitHub's clock.
    package static func rateLimit() -> Self {
        Self(.get, "/rate_limit") { (value) throws(GitHubError) in
            let wire = try WireObject(value, "rate limit").object("resources").object("core")
            let reset = try wire.integer("reset")
            guard (0...99_999_999_999).contains(reset) else { throw .unreadable("rate limit.reset is not a time") }
            return RateLimit(
                limit: try wire.integer("limit"), remaining: try wire.integer("remaining"),
                resetsAt: Timestamp(milliseconds: reset * 1000), resource: "core")
        }
    }
}
