internal import JSON
internal import WebServer

/// Milestones, and what else is set on an issue by a call of its own.
enum MilestonesAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/milestones") { call in
            let repository = try await call.repository()
            let world = await call.server.state.snapshot
            let state = call.request.query("state") ?? "open"
            let milestones = repository.milestones.filter { state == "all" || $0.isOpen == (state == "open") }
            return await call.list(milestones) { world.json($0, in: repository) }
        }
        + Endpoint.repository("POST", "/milestones") { call in
            let (repository, user) = (try await call.repository(.triage, "issues=write"), try call.user())
            let title = try call.fields.requiredString("title")
            let milestone = try await call.change { (world) throws(APIError) in
                world.json(try world.createMilestone(title, in: repository.id, by: user), in: repository)
            }
            return .json(milestone, status: 201)
        }
        + Endpoint.repository("PUT", "/issues/:number/lock") { call in
            try await lock(true, call)
        }
        + Endpoint.repository("DELETE", "/issues/:number/lock") { call in
            try await lock(false, call)
        }
        + Endpoint.repository("DELETE", "/issues/:number/assignees") { call in
            let repository = try await call.repository(.triage, "issues=write")
            let (number, user) = (try call.issueNumber(), try call.user())
            let logins = try call.fields.strings("assignees") ?? []
            let issue = try await call.change { (world) throws(APIError) in
                try world.unassign(logins, from: number, in: repository.id, by: user)
                return world.json(try world.issue(repository.id, number), in: try world.repository(repository.id))
            }
            return .json(issue)
        }

    private static func lock(_ isLocked: Bool, _ call: Call) async throws -> Response {
        let (repository, user) = (try await call.repository(.triage, "issues=write"), try call.user())
        let (number, reason) = (try call.issueNumber(), try call.fields.string("lock_reason"))
        try await call.change { (world) throws(APIError) in
            try world.setLocked(isLocked, reason: reason, number, in: repository.id, by: user)
        }
        return .empty(status: 204)
    }
}
