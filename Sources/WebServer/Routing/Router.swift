/// A fixed routing table; of several routes that match, the first one answers.
package struct Router: Sendable {
    private let routes: [Route]

    package init(_ routes: [Route]) { self.routes = routes }

    /// 404 for an unknown path, 405 with Allow for a known one asked with another method; HEAD falls back to GET.
    package func respond(to request: Request) async -> Response {
        var fallback: (route: Route, parameters: [String: String])?
        var allowed: [String] = []
        for route in routes {
            guard let parameters = route.parameters(matching: request.segments) else { continue }
            if route.method == request.method { return await answer(request, with: route, parameters) }
            if route.method == "GET", request.method == "HEAD", fallback == nil { fallback = (route, parameters) }
            if !allowed.contains(route.method) { allowed.append(route.method) }
        }
        if let fallback { return await answer(request, with: fallback.route, fallback.parameters) }
        if allowed.isEmpty { return .error("Not Found", status: 404) }
        if allowed.contains("GET"), !allowed.contains("HEAD") { allowed.append("HEAD") }
        return .error("Method Not Allowed", status: 405).with(header: "Allow", allowed.sorted().joined(separator: ", "))
    }

    private func answer(_ request: Request, with route: Route, _ parameters: [String: String]) async -> Response {
        var request = request
        request.parameters = parameters
        return await route.handler(request)
    }
}
