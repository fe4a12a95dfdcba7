internal import Crypto
internal import Identifiers
internal import JSON
internal import WebServer

/// GitHub's REST API: authentication, limits and caching around the operations.
struct APIService: Sendable {
    let server: SandboxServer

    private static let endpoints: [Endpoint] =
        AccountsAPI.endpoints + AppAPI.endpoints + RepositoriesAPI.endpoints + IssueCommentsAPI.endpoints
        + IssuesAPI.endpoints + LabelsAPI.endpoints + ReactionsAPI.endpoints + ReviewCommentsAPI.endpoints
        + PullsAPI.endpoints + PullStepsAPI.endpoints + ReviewsAPI.endpoints + StatusesAPI.endpoints
        + CheckRunsAPI.endpoints + ReferencesAPI.endpoints + ContentsAPI.endpoints + HooksAPI.endpoints
        + GraphQLAPI.endpoints + MilestonesAPI.endpoints

    /// Answers one request; `path` is what follows the API's own address.
    func respond(to request: Request, path: String, number: Int) async -> (response: Response, user: String?) {
        var caller = Caller.anonymous
        var rate: RateState?
        var response: Response
        do {
            try Self.checkClient(request)
            caller = try await server.authenticate(request)
            rate = try await spend(caller, path: path)
            response = try await perform(request, path: path, number: number, caller: caller)
        } catch let error as APIError {
            response = Self.response(error)
        } catch {
            response = Self.response(APIError(status: 500, message: "Server Error: \(error)"))
        }
        response = tagged(response, for: request)
        if response.status == 304, let limit = server.options.hourlyRequests {
            await server.state.refund(caller.budget, limit: limit)
        }
        return (headed(response, rate), caller.user?.login)
    }

    private func perform(_ request: Request, path: String, number: Int, caller: Caller) async throws -> Response {
        let parts = path.prefix { $0 != "?" }.split(separator: "/").map { percentDecoded($0) }
        let method = request.method == "HEAD" ? "GET" : request.method
        for endpoint in Self.endpoints {
            guard var parameters = endpoint.match(method, parts) else { continue }
            if let owner = parameters["owner"], let repo = parameters["repo"] {
                let id = await server.state.snapshot.names["\(owner)/\(repo)".lowercased()]
                parameters["known_id"] = id.map { String($0) }
            }
            let call = Call(
                number: number, request: request, parameters: parameters, fields: try Self.fields(request), caller: caller,
                server: server)
            return try await endpoint.handler(call)
        }
        throw APIError.notFound
    }

    private static func fields(_ request: Request) throws(APIError) -> Fields {
        guard !request.body.isEmpty else { return Fields() }
        guard let value = try? JSONValue(parsing: request.body) else { throw .unreadableBody }
        // Label lists may come as a bare array.
        if case .array = value { return Fields(["labels": value]) }
        guard let members = value.object else { throw .notAnObject }
        return Fields(members)
    }

    private static func checkClient(_ request: Request) throws(APIError) {
        guard request.header("User-Agent")?.isEmpty == false else {
            throw APIError(
                status: 403,
                message: "Request forbidden by administrative rules. Please make sure your request has a User-Agent header")
        }
        guard request.query("access_token") == nil else {
            throw APIError(status: 400, message: "Must specify access token via Authorization header.")
        }
    }

    private func spend(_ caller: Caller, path: String) async throws(APIError) -> RateState? {
        guard let limit = server.options.hourlyRequests else { return nil }
        let counts = !path.hasPrefix("/rate_limit")
        let rate = await server.state.spend(caller.budget, limit: limit, count: counts)
        guard rate.isExhausted else { return rate }
        let who = caller.user.map { "user ID \($0.id)" } ?? "127.0.0.1"
        throw APIError(
            status: 403, message: "API rate limit exceeded for \(who).", headers: Self.headers(rate))
    }

    static func response(_ error: APIError) -> Response {
        var response = Response.json(error.body, status: error.status)
        for (name, value) in error.headers.sorted(by: { $0.key < $1.key }) { response = response.with(header: name, value) }
        return response
    }

    /// Marks a good answer to GET with its ETag, and leaves the body out where the client has it already.
    private func tagged(_ response: Response, for request: Request) -> Response {
        guard request.method == "GET", response.status == 200, case .bytes(let body) = response.body else { return response }
        let tag = "\"\(hexadecimal(sha256(body)))\""
        let known = request.header("If-None-Match").map { $0.split(separator: ",").map { $0.drop { $0 == " " } } } ?? []
        guard known.contains(where: { $0 == tag || $0 == "W/\(tag)" || $0 == "*" }) else {
            return response.with(header: "ETag", "W/\(tag)")
        }
        return Response.empty(status: 304).with(header: "ETag", "W/\(tag)")
    }

    private static func headers(_ rate: RateState) -> [String: String] {
        [
            "X-RateLimit-Limit": String(rate.limit), "X-RateLimit-Remaining": String(rate.remaining),
            "X-RateLimit-Used": String(rate.limit - rate.remaining), "X-RateLimit-Resource": "core",
            "X-RateLimit-Reset": String(rate.reset.milliseconds / 1000),
        ]
    }

    private func headed(_ response: Response, _ rate: RateState?) -> Response {
        var response =
            response
            .with(header: "X-GitHub-Request-Id", hexadecimal(randomBytes(12)).uppercased())
            .with(header: "X-GitHub-Media-Type", "github.v3; format=json")
        guard let rate else { return response }
        for (name, value) in Self.headers(rate).sorted(by: { $0.key < $1.key }) {
            response = response.with(header: name, value)
        }
        return response
    }
}
