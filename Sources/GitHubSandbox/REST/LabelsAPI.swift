internal import JSON
internal import WebServer

/// Labels of a repository and on its issues.
enum LabelsAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/labels") { call in
            let repository = try await call.repository()
            let world = await call.server.state.snapshot
            return await call.list(repository.labels) { world.json($0, in: repository) }
        }
        + Endpoint.repository("GET", "/labels/:name") { call in
            let (repository, name) = (try await call.repository(), call.parameter("name").lowercased())
            guard let label = repository.labels.first(where: { $0.name.lowercased() == name }) else { throw APIError.notFound }
            return .json(try await call.read { (world) throws(APIError) in world.json(label, in: repository) })
        }
        + Endpoint.repository("POST", "/labels") { call in
            let (repository, user) = (try await call.repository(.write, "issues=write"), try call.user())
            let (name, color) = (try call.fields.requiredString("name"), try call.fields.string("color") ?? "ededed")
            let description = try call.fields.string("description")
            let label = try await call.change { (world) throws(APIError) in
                let label = try world.createLabel(name, color: color, description: description, in: repository.id, by: user)
                return world.json(label, in: repository)
            }
            return .json(label, status: 201)
        }
        + Endpoint.repository("GET", "/issues/:number/labels") { call in
            let (repository, number) = (try await call.repository(), try call.issueNumber())
            let world = await call.server.state.snapshot
            return await call.list(try world.issue(repository.id, number).labels) { world.json($0, in: repository) }
        }
        + Endpoint.repository("POST", "/issues/:number/labels") { call in
            let names = try call.fields.strings("labels") ?? []
            return try await change(call) { (world, id, number, user) throws(APIError) in
                try world.addLabels(names, to: number, in: id, by: user)
            }
        }
        + Endpoint.repository("PUT", "/issues/:number/labels") { call in
            let names = try call.fields.strings("labels") ?? []
            return try await change(call) { (world, id, number, user) throws(APIError) in
                try world.setLabels(names, on: number, in: id, by: user)
            }
        }
        + Endpoint.repository("DELETE", "/issues/:number/labels/:name") { call in
            let name = call.parameter("name")
            return try await change(call) { (world, id, number, user) throws(APIError) in
                try world.removeLabel(name, from: number, in: id, by: user)
            }
        }
        + Endpoint.repository("DELETE", "/issues/:number/labels") { call in
            _ = try await change(call) { (world, id, number, user) throws(APIError) in
                try world.setLabels([], on: number, in: id, by: user)
            }
            return .empty(status: 204)
        }

    /// Changes the labels of an issue and answers what they are then.
    private static func change(
        _ call: Call, _ body: @Sendable (inout SandboxWorld, Int64, Int, SandboxUser) throws(APIError) -> Void
    ) async throws -> Response {
        let (repository, user) = (try await call.repository(.triage, "issues=write"), try call.user())
        let number = try call.issueNumber()
        let labels = try await call.change { (world) throws(APIError) in
            try body(&world, repository.id, number, user)
            let current = try world.repository(repository.id)
            return try world.issue(repository.id, number).labels.map { world.json($0, in: current) }
        }
        return .json(.array(labels))
    }
}
