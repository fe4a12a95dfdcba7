internal import JSON
internal import WebServer

/// Git references, branches and commits.
enum ReferencesAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/branches") { call in
            let repository = try await call.repository()
            let world = await call.server.state.snapshot
            return await call.list(repository.branches.sorted { $0.key < $1.key }) {
                world.branchJSON($0.key, $0.value, in: repository)
            }
        }
        + Endpoint.repository("GET", "/branches/*branch") { call in
            let (repository, name) = (try await call.repository(), call.parameter("branch"))
            guard let commit = repository.branches[name] else { throw APIError(status: 404, message: "Branch not found") }
            return .json(try await call.read { (world) throws(APIError) in world.branchJSON(name, commit, in: repository) })
        }
        + ["/git/ref/*ref", "/git/refs/*ref"].flatMap { path in
            Endpoint.repository("GET", path) { call in
                let repository = try await call.repository()
                let name = "refs/\(call.parameter("ref"))"
                guard let commit = try await call.git(repository).references()[name] else { throw APIError.notFound }
                return .json(
                    try await call.read { (world) throws(APIError) in world.referenceJSON(name, commit, in: repository) })
            }
        }
        + Endpoint.repository("POST", "/git/refs") { call in
            let (repository, user) = (try await call.repository(.write, "contents=write"), try call.user())
            let (name, sha) = (try call.fields.requiredString("ref"), try call.fields.requiredString("sha"))
            guard name.hasPrefix("refs/heads/") || name.hasPrefix("refs/tags/"), !name.contains("..") else {
                throw APIError(status: 422, message: "Reference name is invalid")
            }
            let commit = try await call.commit(sha, in: repository)
            try await call.server.moveReference(name, of: repository, to: commit, create: true, by: user, request: call.number)
            let json = try await call.read { (world) throws(APIError) in world.referenceJSON(name, commit, in: repository) }
            return .json(json, status: 201)
        }
        + Endpoint.repository("DELETE", "/git/refs/*ref") { call in
            let (repository, user) = (try await call.repository(.write, "contents=write"), try call.user())
            let name = "refs/\(call.parameter("ref"))"
            try await call.server.moveReference(name, of: repository, to: nil, create: false, by: user, request: call.number)
            return .empty(status: 204)
        }
        + Endpoint.repository("GET", "/commits") { call in
            let repository = try await call.repository()
            let world = await call.server.state.snapshot
            let name = call.request.query("sha") ?? repository.defaultBranch
            guard let commit = try await call.git(repository).commit(named: name) else {
                throw APIError(status: 409, message: "Git Repository is empty.")
            }
            return await call.list(try await call.git(repository).commits([commit])) { world.json($0, in: repository) }
        }
        + Endpoint.repository("GET", "/commits/:sha") { call in
            let repository = try await call.repository()
            let commit = try await call.commit(call.parameter("sha"), in: repository)
            guard let found = try await call.git(repository).commits([commit], limit: 1).first else { throw APIError.notFound }
            return .json(try await call.read { (world) throws(APIError) in world.json(found, in: repository) })
        }
}
