internal import Crypto
internal import Identifiers
internal import JSON
internal import WebServer

/// What an App asks for itself, and its installation tokens.
enum AppAPI {
    static let endpoints: [Endpoint] =
        [
            Endpoint("GET", "/app") { call in
                let app = try app(call)
                return .json(try await call.read { (world) throws(APIError) in world.json(app) })
            },
            Endpoint("GET", "/app/installations") { call in
                let app = try app(call)
                let installation = try await call.read { (world) throws(APIError) in installationJSON(app, world) }
                return await call.list([installation]) { $0 }
            },
            Endpoint("POST", "/app/installations/:id/access_tokens", createToken),
            Endpoint("GET", "/app/hook/deliveries") { call in
                _ = try app(call)
                let world = await call.server.state.snapshot
                let deliveries = world.deliveries.reversed().filter { world.hooks[$0.hook]?.scope == .app }
                return await call.list(deliveries) { world.json($0) }
            },
            Endpoint("POST", "/app/hook/deliveries/:delivery/attempts") { call in
                _ = try app(call)
                let id = try call.id("delivery")
                try await call.change { (world) throws(APIError) in
                    guard let old = world.deliveries.first(where: { $0.id == id && world.hooks[$0.hook]?.scope == .app }) else {
                        throw .notFound
                    }
                    world.redeliver(old)
                }
                return .json([:], status: 202)
            },
            Endpoint("GET", "/installation/repositories") { call in
                guard case .installation(let narrowed, _) = call.caller.kind else { throw APIError.appRequired }
                let world = await call.server.state.snapshot
                let all = world.repositories.values.filter { narrowed?.contains($0.id) ?? true }.sorted { $0.id < $1.id }
                return await call.list(all, as: "repositories") { world.json($0, for: call.caller.user) }
            },
        ]
        + Endpoint.repository("GET", "/installation") { call in
            let app = try app(call)
            let (owner, repo) = (call.parameter("owner"), call.parameter("repo"))
            return .json(
                try await call.read { (world) throws(APIError) in
                    guard world.names["\(owner)/\(repo)".lowercased()] != nil else { throw .notFound }
                    return installationJSON(app, world)
                })
        }

    private static func app(_ call: Call) throws(APIError) -> SandboxApp {
        guard call.caller.kind == .app, let app = call.server.options.app else {
            throw APIError(status: 401, message: "A JSON web token could not be decoded")
        }
        return app
    }

    private static func installationJSON(_ app: SandboxApp, _ world: SandboxWorld) -> JSONValue {
        [
            "id": .integer(app.installation), "app_id": .integer(app.id), "app_slug": .string(app.slug),
            "target_type": "User", "repository_selection": "all", "permissions": SandboxWorld.appPermissions,
            "events": ["issues", "issue_comment", "pull_request", "push"], "suspended_at": .null,
            "access_tokens_url": .string("\(world.addresses.api)/app/installations/\(app.installation)/access_tokens"),
        ]
    }

    /// A token for an hour, for all repositories and permissions or for those asked for.
    @Sendable private static func createToken(_ call: Call) async throws -> Response {
        let app = try app(call)
        guard try call.id("id") == app.installation else { throw APIError.notFound }
        let (names, ids) = (try call.fields.strings("repositories"), try call.fields.array("repository_ids"))
        let asked = try call.fields.object("permissions")?.members.compactMapValues { $0.string }
        let granted = (SandboxWorld.appPermissions.object ?? [:]).compactMapValues { $0.string }
        for (name, level) in asked ?? [:] where granted[name] == nil || (granted[name] == "read" && level != "read") {
            throw APIError(
                status: 422,
                message: "The permissions requested are not granted to this installation: \(name)=\(level)")
        }
        let token = "ghs_\(hexadecimal(randomBytes(18)))"
        let (chosen, expires, repositories) = try await call.change { (world) throws(APIError) in
            var chosen: Set<Int64>?
            if names != nil || ids != nil {
                let known = (names ?? []).map { name in world.repositories.values.first { $0.name.name == name }?.id }
                let all = known + (ids ?? []).map { id in id.integer.flatMap { world.repositories[$0]?.id } }
                guard !all.contains(nil) else {
                    throw APIError(
                        status: 422,
                        message:
                            "There is at least one repository that does not exist or is not accessible to the parent installation."
                    )
                }
                chosen = Set(all.compactMap { $0 })
            }
            guard let bot = world.user(app.login) else { throw .notFound }
            let expires = world.now + .seconds(3600)
            world.grants[token] = SandboxGrant(
                user: bot.id, kind: .installation(repositories: chosen, permissions: asked ?? granted), expires: expires)
            world.note("minted an installation token")
            return (chosen, expires, (chosen ?? []).sorted().compactMap { world.repositories[$0] }.map { world.json($0) })
        }
        var answer: [String: JSONValue] = [
            "token": .string(token), "expires_at": .string(expires.seconds),
            "permissions": .object((asked ?? granted).mapValues(JSONValue.string)),
            "repository_selection": chosen == nil ? "all" : "selected",
        ]
        if chosen != nil { answer["repositories"] = .array(repositories) }
        return .json(.object(answer), status: 201)
    }
}
