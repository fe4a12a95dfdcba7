internal import Identifiers
internal import JSON
internal import WebServer

/// Repositories and who may do what in them.
enum RepositoriesAPI {
    static let endpoints: [Endpoint] =
        [
            Endpoint("POST", "/user/repos") { call in try await create(call, owner: try call.user()) },
            Endpoint("POST", "/orgs/:org/repos") { call in
                let login = call.parameter("org")
                _ = try call.user()
                guard let owner = await call.server.state.snapshot.user(login), owner.kind == .organization else {
                    throw APIError.notFound
                }
                return try await create(call, owner: owner)
            },
            Endpoint("GET", "/user/repos") { call in
                let user = try call.user()
                let world = await call.server.state.snapshot
                let mine = world.repositories.values.filter {
                    $0.owner == user.id || $0.collaborators[user.id] != nil
                }
                return await call.list(mine.sorted { $0.id < $1.id }) { world.json($0, for: user) }
            },
        ]
        + Endpoint.repository("GET", "") { call in
            let repository = try await call.repository()
            return .json(
                try await call.read { (world) throws(APIError) in world.json(repository, for: call.caller.user) })
        }
        + Endpoint.repository("PATCH", "") { call in
            let repository = try await call.repository(.admin, "administration=write")
            let user = try call.user()
            let (name, branch) = (try call.fields.string("name"), try call.fields.string("default_branch"))
            let isPrivate = try call.fields.bool("private")
            let changed = try await call.change { (world) throws(APIError) in
                if let name {
                    guard let new = RepositoryName(owner: repository.name.owner, name: name) else {
                        throw .invalid("Repository", field: "name", code: "invalid")
                    }
                    try world.rename(repository.id, to: new, by: user)
                }
                try world.edit(repository.id) { (repository) throws(APIError) in
                    if let branch { repository.defaultBranch = branch }
                    if let isPrivate { repository.isPrivate = isPrivate }
                }
                return world.json(try world.repository(repository.id), for: user)
            }
            return .json(changed)
        }
        + Endpoint.repository("GET", "/collaborators/:login") { call in
            let (repository, login) = (try await call.repository(.read), call.parameter("login"))
            let world = await call.server.state.snapshot
            guard let user = world.user(login), repository.owner == user.id || repository.collaborators[user.id] != nil else {
                throw APIError.notFound
            }
            return .empty(status: 204)
        }
        + Endpoint.repository("PUT", "/collaborators/:login") { call in
            let repository = try await call.repository(.admin, "administration=write")
            let (login, word) = (call.parameter("login"), try call.fields.string("permission") ?? "push")
            guard let permission = SandboxPermission(requested: word) else {
                throw APIError.invalid("Repository", field: "permission", code: "invalid")
            }
            try await call.change { (world) throws(APIError) in
                guard let user = world.user(login) else { throw .notFound }
                try world.setPermission(permission, of: user, in: repository.id)
            }
            return .empty(status: 204)
        }
        + Endpoint.repository("GET", "/collaborators/:login/permission") { call in
            let (repository, login) = (try await call.repository(.read), call.parameter("login"))
            _ = try call.user()
            let world = await call.server.state.snapshot
            guard let user = world.user(login) else {
                throw APIError(status: 404, message: "\(login) is not a user")
            }
            let permission = world.permission(of: user, in: repository)
            var members = world.json(user).object ?? [:]
            members["permissions"] = world.permissionFlags(permission)
            members["role_name"] = .string(permission.rawValue)
            return .json([
                "permission": .string(permission.legacy), "role_name": .string(permission.rawValue), "user": .object(members),
            ])
        }

    private static func create(_ call: Call, owner: SandboxUser) async throws -> Response {
        let (word, user) = (try call.fields.requiredString("name"), try call.user())
        guard let name = RepositoryName(owner: owner.login, name: word) else {
            throw APIError.invalid("Repository", field: "name", code: "invalid")
        }
        let isPrivate = try call.fields.bool("private") ?? false
        let description = try call.fields.string("description")
        let repository = try await call.server.createRepository(
            name, owner: owner, isPrivate: isPrivate, description: description, request: call.number)
        if try call.fields.bool("auto_init") == true {
            try await call.server.commit(
                ["README.md": Array("# \(word)\n".utf8)], to: repository.defaultBranch, of: repository.id,
                message: "Initial commit", by: user, request: call.number)
        }
        let world = await call.server.state.snapshot
        return .json(world.json(try world.repository(repository.id), for: user), status: 201)
    }
}
