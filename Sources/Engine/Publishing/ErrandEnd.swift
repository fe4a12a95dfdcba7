internal import JSON

/// How one try of a write outside of GitHub ended.
enum ErrandEnd: Sendable {
    /// With what is worth keeping about it.
    case done(JSONValue)
    /// For good.
    case failed(String)
    /// For a reason that may pass; the other side may have said when to come again.
    case later(String, after: Duration?)
}
