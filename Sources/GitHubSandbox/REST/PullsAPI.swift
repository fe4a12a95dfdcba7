internal import Identifiers
internal import JSON
internal import WebServer

/// Pull requests: finding, opening and changing them.
enum PullsAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/pulls", list)
        + Endpoint.repository("POST", "/pulls", create)
        + Endpoint.repository("GET", "/pulls/:number", get)
        + Endpoint.repository("PATCH", "/pulls/:number", update)

    @Sendable private static func list(_ call: Call) async throws -> Response {
        let repository = try await call.repository()
        let world = await call.server.state.snapshot
        let state = call.request.query("state") ?? "open"
        let base = call.request.query("base")
        // A head without its owner does not filter at all, which is GitHub's trap for clients that look for their own.
        let head = call.request.query("head").flatMap { $0.contains(":") ? $0 : nil }
        var pulls = repository.pulls.filter { issue in
            (state == "all" || issue.isOpen == (state == "open")) && (base == nil || issue.pull?.baseBranch == base)
                && (head == nil || head == "\(repository.name.owner):\(issue.pull?.headBranch ?? "")")
        }
        if call.request.query("direction") != "asc" { pulls.reverse() }
        return await call.list(pulls) { issue in
            issue.pull.map { world.briefJSON(issue, $0, in: repository) } ?? .null
        }
    }

    @Sendable private static func create(_ call: Call) async throws -> Response {
        let (repository, user) = (try await call.repository(.write, "pull_requests=write"), try call.user())
        let (head, base) = (try call.fields.requiredString("head"), try call.fields.requiredString("base"))
        let (title, body) = (try call.fields.requiredString("title"), try call.fields.string("body"))
        let draft = try call.fields.bool("draft") ?? false
        let parts = head.split(separator: ":", maxSplits: 1)
        let branch = String(parts.last ?? "")
        guard parts.count == 1 || parts.first?.lowercased() == repository.name.owner.lowercased() else {
            throw APIError.invalid("PullRequest", field: "head", code: "invalid")
        }
        let number = try await call.server.openPull(
            in: repository, title: title, body: body, head: branch, base: base, draft: draft, by: user, request: call.number)
        let answer = try await call.read { (world) throws(APIError) in
            let (issue, pull) = try world.pull(repository.id, number)
            return world.json(issue, pull, in: try world.repository(repository.id))
        }
        return .json(answer, status: 201)
    }

    @Sendable private static func get(_ call: Call) async throws -> Response {
        let (repository, number) = (try await call.repository(), try call.issueNumber())
        let git = call.git(repository)
        let pull = try await call.read { (world) throws(APIError) in try world.pull(repository.id, number).pull }
        let accept = call.request.header("Accept") ?? ""
        if accept.contains("diff") {
            let diff = try await git.diff(pull.baseCommit, pull.headCommit)
            return .bytes(Array(diff.utf8), type: "application/vnd.github.diff; charset=utf-8")
        }
        // Null the first time: GitHub starts to compute when somebody asks.
        let wasAsked = try await call.change { (world) throws(APIError) in
            let issue = try world.issue(repository.id, number)
            try world.edit(repository.id) { (repository) throws(APIError) in
                repository.issues[number]?.pull?.mergeabilityWasAsked = true
            }
            return issue.pull?.mergeabilityWasAsked == true
        }
        var mergeable: Bool?
        if wasAsked && !pull.isMerged { mergeable = try await !git.hasConflicts(pull.baseCommit, pull.headCommit) }
        return .json(
            try await call.read { [mergeable] (world) throws(APIError) in
                let (issue, pull) = try world.pull(repository.id, number)
                return world.json(issue, pull, in: try world.repository(repository.id), mergeable: mergeable)
            })
    }

    @Sendable private static func update(_ call: Call) async throws -> Response {
        let (repository, user) = (try await call.repository(.read, "pull_requests=write"), try call.user())
        let (number, fields) = (try call.issueNumber(), call.fields)
        let (title, body) = (try fields.string("title"), try fields.string("body"))
        let (state, base) = (try fields.string("state"), try fields.string("base"))
        guard state == nil || state == "open" || state == "closed" else {
            throw APIError.invalid("PullRequest", field: "state", code: "invalid")
        }
        if let base, repository.branches[base] == nil { throw APIError.invalid("PullRequest", field: "base", code: "invalid") }
        let answer = try await call.change { (world) throws(APIError) in
            let issue = try world.pull(repository.id, number).issue
            guard world.permission(of: user, in: repository) >= .write || issue.user == user.id else {
                throw .forbidden(installation: call.caller.isInstallation, needs: "pull_requests=write")
            }
            if state == "open", !issue.isOpen, let branch = issue.pull?.headBranch, repository.branches[branch] == nil {
                throw .invalid("PullRequest", field: "state", "state cannot be changed. The \(branch) branch has been deleted.")
            }
            try world.updateIssue(
                number, in: repository.id, title: title, body: fields.has("body") ? .some(body) : nil,
                open: state.map { $0 == "open" }, by: user)
            if let base, let commit = repository.branches[base] {
                try world.setBase(base, commit: commit, of: number, in: repository.id, by: user)
            }
            let (changed, pull) = try world.pull(repository.id, number)
            return world.json(changed, pull, in: try world.repository(repository.id))
        }
        return .json(answer)
    }
}
