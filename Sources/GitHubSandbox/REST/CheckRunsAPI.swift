internal import JSON
internal import WebServer

/// Check runs, which a personal token may read but not write.
enum CheckRunsAPI {
    /// The most annotations one call may bring, and the longest output text in characters and bytes.
    static let (maximumAnnotations, maximumOutput) = (50, 65_535)

    static let endpoints: [Endpoint] =
        Endpoint.repository("POST", "/check-runs") { call in
            let (repository, user) = try await writer(call)
            let (name, sha) = (try call.fields.requiredString("name"), try call.fields.requiredString("head_sha"))
            let commit = try await call.commit(sha, in: repository)
            let fields = call.fields
            let run = try await call.change { (world) throws(APIError) in
                let run = try world.createCheckRun(name, of: commit, in: repository.id, by: user) { (run) throws(APIError) in
                    try run.apply(fields)
                }
                return world.json(run, in: try world.repository(repository.id))
            }
            return .json(run, status: 201)
        }
        + Endpoint.repository("PATCH", "/check-runs/:run") { call in
            let (repository, user) = try await writer(call)
            let (id, fields) = (try call.id("run"), call.fields)
            let run = try await call.change { (world) throws(APIError) in
                let run = try world.updateCheckRun(id, in: repository.id, by: user) { (run) throws(APIError) in
                    try run.apply(fields)
                }
                return world.json(run, in: try world.repository(repository.id))
            }
            return .json(run)
        }
        + Endpoint.repository("GET", "/check-runs/:run") { call in
            let (repository, id) = (try await call.repository(), try call.id("run"))
            guard let run = repository.checkRuns[id] else { throw APIError.notFound }
            return .json(try await call.read { (world) throws(APIError) in world.json(run, in: repository) })
        }
        + Endpoint.repository("GET", "/commits/:sha/check-runs") { call in
            let repository = try await call.repository()
            let commit = try await call.commit(call.parameter("sha"), in: repository)
            let world = await call.server.state.snapshot
            let name = call.request.query("check_name")
            let runs = repository.checkRuns(of: commit).filter { name == nil || $0.name == name }
            return await call.list(runs, as: "check_runs") { world.json($0, in: repository) }
        }

    private static func writer(_ call: Call) async throws(APIError) -> (SandboxRepository, SandboxUser) {
        let (repository, user) = (try await call.repository(.read, "checks=write"), try call.user())
        guard call.caller.isInstallation else { throw .appRequired }
        return (repository, user)
    }
}
