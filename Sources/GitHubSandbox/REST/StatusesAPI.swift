internal import JSON
internal import WebServer

/// Commit statuses.
enum StatusesAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("POST", "/statuses/:sha") { call in
            let (repository, user) = (try await call.repository(.write, "statuses=write"), try call.user())
            let fields = call.fields
            let commit = try await call.commit(call.parameter("sha"), in: repository)
            let (state, context) = (try fields.requiredString("state"), try fields.string("context") ?? "default")
            let (description, target) = (try fields.string("description"), try fields.string("target_url"))
            let status = try await call.change { (world) throws(APIError) in
                let status = try world.setStatus(
                    state, of: commit, context: context, description: description, targetURL: target, in: repository.id,
                    by: user)
                return world.json(status, in: repository)
            }
            return .json(status, status: 201)
        }
        + Endpoint.repository("GET", "/commits/:sha/statuses") { call in
            let repository = try await call.repository()
            let commit = try await call.commit(call.parameter("sha"), in: repository)
            let world = await call.server.state.snapshot
            return await call.list(repository.statuses(of: commit)) { world.json($0, in: repository) }
        }
        + Endpoint.repository("GET", "/commits/:sha/status") { call in
            let repository = try await call.repository()
            let commit = try await call.commit(call.parameter("sha"), in: repository)
            let world = await call.server.state.snapshot
            var newest: [SandboxStatus] = []
            for status in repository.statuses(of: commit) where !newest.contains(where: { $0.context == status.context }) {
                newest.append(status)
            }
            return .json([
                "state": .string(combined(newest.map(\.state))), "sha": .string(commit),
                "statuses": .array(newest.map { world.json($0, in: repository) }),
                "total_count": .integer(Int64(newest.count)), "repository": world.json(repository),
            ])
        }

    /// One word for all contexts: any failure fails, anything unfinished is pending.
    static func combined(_ states: [String]) -> String {
        if states.contains(where: { $0 == "failure" || $0 == "error" }) { return "failure" }
        return states.isEmpty || states.contains("pending") ? "pending" : "success"
    }
}
