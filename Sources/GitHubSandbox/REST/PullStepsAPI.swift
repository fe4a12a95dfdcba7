internal import JSON
internal import WebServer

/// What lies inside a pull request, and what takes it further.
enum PullStepsAPI {
    static let endpoints: [Endpoint] =
        Endpoint.repository("GET", "/pulls/:number/files") { call in
            let (repository, pull) = try await pull(call)
            let world = await call.server.state.snapshot
            let files = try await call.git(repository).files(pull.baseCommit, pull.headCommit)
            return await call.list(files) { world.json($0, at: pull.headCommit, in: repository) }
        }
        + Endpoint.repository("GET", "/pulls/:number/commits") { call in
            let (repository, pull) = try await pull(call)
            let world = await call.server.state.snapshot
            let commits = try await call.git(repository).commits(["\(pull.baseCommit)..\(pull.headCommit)"])
            return await call.list(commits.reversed()) { world.json($0, in: repository) }
        }
        + Endpoint.repository("GET", "/pulls/:number/merge") { call in
            let (_, pull) = try await pull(call)
            guard pull.isMerged else { throw APIError.notFound }
            return .empty(status: 204)
        }
        + Endpoint.repository("PUT", "/pulls/:number/merge") { call in
            let (repository, user) = (try await call.repository(.write, "contents=write"), try call.user())
            let (number, fields) = (try call.issueNumber(), call.fields)
            let method = try fields.string("merge_method") ?? "merge"
            guard ["merge", "squash", "rebase"].contains(method) else {
                throw APIError.invalid("PullRequest", field: "merge_method", code: "invalid")
            }
            let commit = try await call.server.merge(
                number, of: repository, expecting: try fields.string("sha"), squash: method != "merge",
                title: try fields.string("commit_title"), message: try fields.string("commit_message"), by: user,
                request: call.number)
            return .json(["sha": .string(commit), "merged": true, "message": "Pull Request successfully merged"])
        }
        + Endpoint.repository("GET", "/pulls/:number/requested_reviewers") { call in
            let (_, pull) = try await pull(call)
            let world = await call.server.state.snapshot
            return .json([
                "users": .array(pull.requestedReviewers.map { world.userJSON($0) }),
                "teams": .array(pull.requestedTeams.map(SandboxWorld.teamJSON)),
            ])
        }
        + Endpoint.repository("POST", "/pulls/:number/requested_reviewers") { call in
            let (repository, user) = (try await call.repository(.triage, "pull_requests=write"), try call.user())
            let (number, logins) = (try call.issueNumber(), try call.fields.strings("reviewers") ?? [])
            let teams = try call.fields.strings("team_reviewers") ?? []
            let answer = try await call.change { (world) throws(APIError) in
                try world.requestReviewers(logins, teams: teams, of: number, in: repository.id, by: user)
                let (issue, pull) = try world.pull(repository.id, number)
                return world.briefJSON(issue, pull, in: try world.repository(repository.id))
            }
            return .json(answer, status: 201)
        }

    private static func pull(_ call: Call) async throws(APIError) -> (SandboxRepository, SandboxPull) {
        let (repository, number) = (try await call.repository(), try call.issueNumber())
        return (repository, try await call.read { (world) throws(APIError) in try world.pull(repository.id, number).pull })
    }
}
