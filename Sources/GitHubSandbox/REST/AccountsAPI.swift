internal import Identifiers
internal import JSON
internal import WebServer

/// `/user`, `/users`, `/rate_limit` and the root.
enum AccountsAPI {
    static let endpoints: [Endpoint] = [
        Endpoint("GET", "/") { call in
            let addresses = await call.server.state.snapshot.addresses
            return .json([
                "current_user_url": .string("\(addresses.api)/user"),
                "repository_url": .string("\(addresses.api)/repos/{owner}/{repo}"),
            ])
        },
        Endpoint("GET", "/meta") { _ in .json(["verifiable_password_authentication": false]) },
        Endpoint("GET", "/user") { call in
            if call.caller.isInstallation { throw APIError.forbidden(installation: true, needs: "") }
            let user = try call.user()
            return .json(try await call.read { (world) throws(APIError) in world.json(user) })
        },
        Endpoint("GET", "/users/:login") { call in
            let login = call.parameter("login")
            return .json(
                try await call.read { (world) throws(APIError) in
                    guard let user = world.user(login) else { throw .notFound }
                    return world.json(user)
                })
        },
        Endpoint("GET", "/rate_limit") { call in
            guard let limit = call.server.options.hourlyRequests else {
                throw APIError(status: 404, message: "Rate limiting is not enabled.")
            }
            let rate = await call.server.state.spend(call.caller.budget, limit: limit, count: false)
            let core: JSONValue = [
                "limit": .integer(Int64(rate.limit)), "remaining": .integer(Int64(rate.remaining)),
                "used": .integer(Int64(rate.limit - rate.remaining)), "reset": .integer(rate.reset.milliseconds / 1000),
                "resource": "core",
            ]
            return .json(["resources": ["core": core], "rate": core])
        },
    ]
}
