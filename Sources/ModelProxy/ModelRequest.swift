internal import AgentRunner
internal import Crypto
internal import HTTPClient
internal import Identifiers
internal import WebServer

/// An agent's request on its way to the model.
enum ModelRequest {
    /// The only things an agent can ask for; everything else of the service is none of its business.
    static func isAllowed(_ request: Request) -> Bool {
        request.method == "POST" && (request.path == "/v1/messages" || request.path == "/v1/messages/count_tokens")
    }

    /// Whether it was said by this run's agent.
    static func isAuthentic(_ request: Request, scheme: ModelRoute.Scheme, nonce: Secret) -> Bool {
        let said =
            switch scheme {
            case .apiKey: request.header("x-api-key")
            case .bearer: request.header("authorization").flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
            }
        guard let said else { return false }
        return equalInConstantTime(Array(said.utf8), Array(nonce.exposedText.utf8))
    }

    /// What goes on to the model: the agent's own words under the account's key.
    static func forwarded(_ request: Request, _ route: ModelRoute, key: Secret) -> HTTPRequest {
        var headers = HTTPHeaders()
        for (name, value) in request.headers where isPassedOn(name.lowercased()) { headers.append(name, value) }
        var authorization: Secret?
        switch route.scheme {
        case .apiKey: headers.append("x-api-key", key.exposedText)
        case .bearer: authorization = Secret("Bearer \(key.exposedText)")
        }
        return HTTPRequest(
            .post, route.baseURL + request.target, headers: headers, authorization: authorization, body: request.body)
    }

    /// What comes back, without what belongs to one connection alone.
    static func returned(_ response: HTTPResponse) -> [(name: String, value: String)] {
        response.headers.fields.filter { !perConnection.contains($0.name) }.map { ($0.name, $0.value) }
    }

    private static func isPassedOn(_ name: String) -> Bool {
        !perConnection.contains(name)
            && !["host", "x-api-key", "authorization", "proxy-authorization", "accept-encoding", "cookie", "expect"].contains(
                name)
    }

    private static let perConnection: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length",
        "content-encoding", "date", "set-cookie",
    ]
}
