/// The verbs HookBot sends.
package enum HTTPMethod: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"

    /// Whether sending it twice does no more than sending it once, and no more than not sending it.
    package var isSafe: Bool { self == .get }
}
