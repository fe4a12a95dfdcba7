internal import WebServer

/// One operation of the API.
struct Endpoint: Sendable {
    typealias Handler = @Sendable (Call) async throws -> Response

    let method: String
    let pattern: [String]
    let handler: Handler

    /// `pattern` as in `/issues/:number`; a last part `*rest` takes all that is left.
    init(_ method: String, _ pattern: String, _ handler: @escaping Handler) {
        self.method = method
        self.pattern = pattern.split(separator: "/").map { String($0) }
        self.handler = handler
    }

    /// The same below a repository, which is named in the path by owner and name or by id.
    static func repository(_ method: String, _ pattern: String, _ handler: @escaping Handler) -> [Endpoint] {
        [
            Endpoint(method, "/repos/:owner/:repo\(pattern)", handler),
            Endpoint(method, "/repositories/:repository_id\(pattern)", handler),
        ]
    }

    /// The named parts where this is the operation meant; parts are decoded one by one, so that a label may hold a slash.
    func match(_ method: String, _ parts: [String]) -> [String: String]? {
        guard method == self.method else { return nil }
        var parameters: [String: String] = [:]
        for (index, expected) in pattern.enumerated() {
            if expected.hasPrefix("*") {
                parameters[String(expected.dropFirst())] = parts.dropFirst(index).joined(separator: "/")
                return parameters
            }
            guard index < parts.count else { return nil }
            if expected.hasPrefix(":") {
                parameters[String(expected.dropFirst())] = parts[index]
            } else if expected != parts[index] {
                return nil
            }
        }
        return parts.count == pattern.count ? parameters : nil
    }
}
