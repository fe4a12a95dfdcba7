/// Answers one request; runs in a task of its own.
package typealias Handler = @Sendable (Request) async -> Response

/// One entry of a routing table.
package struct Route: Sendable {
    let method: String
    let segments: [Segment]
    let handler: Handler

    /// In `pattern`, ":name" takes one segment that is not empty and a last "*name" takes the rest, empty or not:
    /// `Route("GET", "/jobs/:id", …)`, `Route("GET", "/files/*rest", …)`.
    package init(_ method: String, _ pattern: String, _ handler: @escaping Handler) {
        precondition(pattern.hasPrefix("/"), "a route's pattern starts with a slash")
        self.method = method
        segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map(Segment.init)
        self.handler = handler
    }

    private init(method: String, segments: [Segment], handler: @escaping Handler) {
        self.method = method
        self.segments = segments
        self.handler = handler
    }

    /// What the named segments matched; nil where the path is another one.
    func parameters(matching path: [String]) -> [String: String]? {
        var found: [String: String] = [:]
        for (index, segment) in segments.enumerated() {
            switch segment {
            case .rest(let name):
                found[name] = path.dropFirst(index).joined(separator: "/")
                return found
            case .name(let name):
                guard index < path.count, !path[index].isEmpty else { return nil }
                found[name] = path[index]
            case .literal(let text):
                guard index < path.count, path[index] == text else { return nil }
            }
        }
        return path.count == segments.count ? found : nil
    }

    enum Segment: Sendable {
        case literal(String)
        case name(String)
        case rest(String)

        init(_ text: Substring) {
            switch text.first {
            case ":": self = .name(String(text.dropFirst()))
            case "*": self = .rest(String(text.dropFirst()))
            default: self = .literal(String(text))
            }
        }
    }
}

extension Route {
    /// The same route behind a gate, which answers itself or hands the request on.
    package func through(_ gate: @escaping @Sendable (Request, Handler) async -> Response) -> Route {
        Route(method: method, segments: segments, handler: { await gate($0, handler) })
    }
}
