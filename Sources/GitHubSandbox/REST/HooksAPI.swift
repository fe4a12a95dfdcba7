internal import Identifiers
internal import JSON
internal import WebServer

/// Webhooks of a repository and what was sent to them.
enum HooksAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/hooks") { call in
            let repository = try await admin(call)
            let world = await call.server.state.snapshot
            let hooks = world.hooks.values.filter { $0.scope == .repository(repository.id) }
            return await call.list(hooks.sorted { $0.id < $1.id }) { world.json($0) }
        }
        + Endpoint.repository("POST", "/hooks", create)
        + Endpoint.repository("GET", "/hooks/:hook") { call in
            let hook = try await hook(call)
            return .json(try await call.read { (world) throws(APIError) in world.json(hook) })
        }
        + Endpoint.repository("PATCH", "/hooks/:hook") { call in
            let hook = try await hook(call)
            let (events, active) = (try call.fields.strings("events"), try call.fields.bool("active"))
            let config = try call.fields.object("config")
            let (url, secret) = (try config?.string("url"), try config?.string("secret"))
            let changed = try await call.change { (world) throws(APIError) in
                var new = hook
                new.events = events ?? hook.events
                new.isActive = active ?? hook.isActive
                new.url = url ?? hook.url
                new.secret = secret.map { Secret($0) } ?? hook.secret
                new.updatedAt = world.now
                world.hooks[hook.id] = new
                world.note("edited hook \(hook.id)")
                return world.json(new)
            }
            return .json(changed)
        }
        + Endpoint.repository("DELETE", "/hooks/:hook") { call in
            let hook = try await hook(call)
            try await call.change { (world) throws(APIError) in
                world.hooks[hook.id] = nil
                world.note("deleted hook \(hook.id)")
            }
            return .empty(status: 204)
        }
        + Endpoint.repository("POST", "/hooks/:hook/pings") { call in
            let (hook, user) = (try await hook(call), try call.user())
            try await call.change { (world) throws(APIError) in world.ping(hook, by: user) }
            return .empty(status: 204)
        }
        + Endpoint.repository("GET", "/hooks/:hook/deliveries") { call in
            let hook = try await hook(call)
            let world = await call.server.state.snapshot
            return await call.list(world.deliveries.filter { $0.hook == hook.id }.reversed()) { world.json($0) }
        }
        + Endpoint.repository("GET", "/hooks/:hook/deliveries/:delivery") { call in
            let delivery = try await delivery(call)
            return .json(try await call.read { (world) throws(APIError) in world.json(delivery, full: true) })
        }
        + Endpoint.repository("POST", "/hooks/:hook/deliveries/:delivery/attempts") { call in
            let delivery = try await delivery(call)
            try await call.change { (world) throws(APIError) in world.redeliver(delivery) }
            return .json([:], status: 202)
        }

    /// To whoever may not administer a repository its hooks do not exist.
    private static func admin(_ call: Call) async throws(APIError) -> SandboxRepository {
        let repository = try await call.repository()
        guard await call.server.state.snapshot.permission(of: call.caller.user, in: repository) >= .admin else {
            throw .notFound
        }
        return repository
    }

    private static func hook(_ call: Call) async throws(APIError) -> SandboxHook {
        let (repository, id) = (try await admin(call), try call.id("hook"))
        guard let hook = await call.server.state.snapshot.hooks[id], hook.scope == .repository(repository.id) else {
            throw .notFound
        }
        return hook
    }

    private static func delivery(_ call: Call) async throws(APIError) -> SandboxDelivery {
        let (hook, id) = (try await hook(call), try call.id("delivery"))
        guard let delivery = await call.server.state.snapshot.deliveries.first(where: { $0.id == id && $0.hook == hook.id })
        else { throw .notFound }
        return delivery
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let (repository, user) = (try await admin(call), try call.user())
        guard let config = try call.fields.object("config") else { throw APIError.missing("config") }
        guard let url = try config.string("url"), url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw APIError.invalid("Hook", field: "url", "url is missing or not an http(s) address")
        }
        let (events, active) = (try call.fields.strings("events") ?? ["push"], try call.fields.bool("active") ?? true)
        let secret = try config.string("secret").map { Secret($0) }
        let encoding = SandboxHook.Encoding(rawValue: try config.string("content_type") ?? "form") ?? .form
        let hook = try await call.change { (world) throws(APIError) in
            guard
                !world.hooks.values.contains(where: {
                    $0.scope == .repository(repository.id) && $0.url == url && $0.events == events
                })
            else { throw .invalid("Hook", "Hook already exists on this repository") }
            let hook = world.addHook(
                .repository(repository.id), url: url, secret: secret, events: events, encoding: encoding, active: active,
                by: user)
            return world.json(hook)
        }
        return .json(hook, status: 201)
    }
}
