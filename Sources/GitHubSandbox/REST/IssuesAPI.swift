internal import JSON
internal import WebServer

/// Issues; pull requests appear among them.
enum IssuesAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/issues", list)
        + Endpoint.repository("POST", "/issues", create)
        + Endpoint.repository("GET", "/issues/:number") { call in
            let (repository, number) = (try await call.repository(), try call.issueNumber())
            return .json(
                try await call.read { (world) throws(APIError) in
                    world.json(try world.issue(repository.id, number), in: try world.repository(repository.id))
                })
        }
        + Endpoint.repository("PATCH", "/issues/:number", update)
        + Endpoint.repository("GET", "/issues/:number/events") { call in
            let (repository, number) = (try await call.repository(), try call.issueNumber())
            let world = await call.server.state.snapshot
            return await call.list(try world.issue(repository.id, number).labelEvents) { world.json($0, in: repository) }
        }
        + Endpoint.repository("POST", "/issues/:number/assignees") { call in
            let repository = try await call.repository(.triage, "issues=write")
            let (number, user) = (try call.issueNumber(), try call.user())
            let logins = try call.fields.strings("assignees") ?? []
            let issue = try await call.change { (world) throws(APIError) in
                try world.assign(logins, to: number, in: repository.id, by: user)
                return world.json(try world.issue(repository.id, number), in: try world.repository(repository.id))
            }
            return .json(issue, status: 201)
        }

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let repository = try await call.repository()
        let world = await call.server.state.snapshot
        let state = call.request.query("state") ?? "open"
        let labels = (call.request.query("labels") ?? "").split(separator: ",").map { String($0) }
        let creator = call.request.query("creator")?.lowercased()
        let since = call.request.query("since") ?? ""
        var issues = repository.sortedIssues.filter { issue in
            (state == "all" || issue.isOpen == (state == "open")) && labels.allSatisfy { issue.has(label: $0) }
                && (creator == nil || issue.author.lowercased() == creator) && issue.updatedAt.seconds >= since
        }
        if call.request.query("sort") == "updated" { issues.sort { ($0.updatedAt, $0.number) < ($1.updatedAt, $1.number) } }
        if call.request.query("direction") != "asc" { issues.reverse() }
        return await call.list(issues) { world.json($0, in: repository) }
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let (repository, user) = (try await call.repository(.read, "issues=write"), try call.user())
        let (title, body) = (try call.fields.requiredString("title"), try call.fields.string("body"))
        let labels = try call.fields.strings("labels") ?? []
        let assignees = try call.fields.strings("assignees") ?? []
        let issue = try await call.change { (world) throws(APIError) in
            // Labels and assignees of somebody without triage rights are dropped without a word.
            let mayTriage = world.permission(of: user, in: repository) >= .triage
            let issue = try world.openIssue(
                in: repository.id, title: title, body: body, labels: mayTriage ? labels : [],
                assignees: mayTriage ? assignees : [], by: user)
            return world.json(issue, in: try world.repository(repository.id))
        }
        return .json(issue, status: 201)
    }

    @Sendable private static func update(_ call: Call) async throws -> Response {
        let (repository, user) = (try await call.repository(.read, "issues=write"), try call.user())
        let (number, fields) = (try call.issueNumber(), call.fields)
        let (title, body) = (try fields.string("title"), try fields.string("body"))
        let (state, reason) = (try fields.string("state"), try fields.string("state_reason"))
        let milestone = try fields.integer("milestone").map { Int($0) }
        let (labels, assignees) = (try fields.strings("labels"), try fields.strings("assignees"))
        guard state == nil || state == "open" || state == "closed" else {
            throw APIError.invalid("Issue", field: "state", code: "invalid")
        }
        let issue = try await call.change { (world) throws(APIError) in
            let issue = try world.issue(repository.id, number)
            let permission = world.permission(of: user, in: repository)
            guard permission >= .triage || issue.user == user.id else {
                throw .forbidden(installation: call.caller.isInstallation, needs: "issues=write")
            }
            try world.updateIssue(
                number, in: repository.id, title: title, body: fields.has("body") ? .some(body) : nil,
                open: state.map { $0 == "open" }, reason: reason, by: user)
            if permission >= .triage {
                if let labels { try world.setLabels(labels, on: number, in: repository.id, by: user) }
                if fields.has("milestone") { try world.setMilestone(milestone, of: number, in: repository.id, by: user) }
                if let assignees { try world.assign(assignees, to: number, in: repository.id, by: user) }
            }
            return world.json(try world.issue(repository.id, number), in: try world.repository(repository.id))
        }
        return .json(issue)
    }
}
