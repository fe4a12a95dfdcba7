internal import Engine
internal import Identifiers
internal import JSON
internal import Storage
internal import WebServer

/// Jobs over HTTP: list, show, log, diff, live events, cancel, retry.
struct JobRoutes: Sendable {
    let database: Database
    let diff: @Sendable (Job) async throws -> String?
    let cancel: @Sendable (JobID, String) async throws -> CancelOutcome
    let retry: @Sendable (Job, String) async throws -> JobRetry.Outcome

    /// More rows than this are not listed at once.
    static let largestPage = 500

    var routes: [Route] {
        [
            Route("GET", "/jobs") { await list($0) },
            Route("GET", "/jobs/:id") { request in await withJob(request) { try await show($0, request) } },
            Route("GET", "/jobs/:id/logs") { request in await withJob(request) { try await log($0, request) } },
            Route("GET", "/jobs/:id/events") { request in await withJob(request) { try await events($0, request) } },
            Route("GET", "/jobs/:id/diff") { request in
                await withJob(request) { job in
                    try await diff(job).map { .text($0) } ?? .error("This job has made no commit", status: 404)
                }
            },
            Route("POST", "/jobs/:id/retry") { request in
                await withJob(request) { job in
                    switch try await retry(job, "api") {
                    case .retried(let made):
                        .json(
                            [
                                "id": .string(made.id.description), "originalJobId": .string(job.id.description),
                                "status": .string(made.state.s1Status.rawValue), "branchName": .string(made.branchName),
                            ], status: 201)
                    case .notEnded: .error("The job has not ended; cancel it first", status: 409)
                    }
                }
            },
            Route("POST", "/jobs/:id/cancel") { request in
                await withJob(request) { job in
                    switch try await cancel(job.id, "api") {
                    case .cancelled: answer(job, wasRunning: false)
                    case .requested: answer(job, wasRunning: true)
                    case .alreadyFinished: .error("Job already finished", status: 400)
                    case .notFound: .error("Job not found", status: 404)
                    }
                }
            },
        ]
    }

    private func answer(_ job: Job, wasRunning: Bool) -> Response {
        .json(["id": .string(job.id.description), "status": "cancelled", "wasRunning": .bool(wasRunning)])
    }

    private func list(_ request: Request) async -> Response {
        guard let limit = number(request, "limit", standard: 50, in: 1...Self.largestPage),
            let offset = number(request, "offset", standard: 0, in: 0...1_000_000_000)
        else { return .error("limit must be a number from 1 to \(Self.largestPage), offset one from 0", status: 400) }
        var states: Set<JobStateName> = []
        for word in (request.query("state") ?? request.query("status") ?? "").split(separator: ",") {
            let named = JobStateName.allCases.filter { $0.rawValue == word || $0.status.rawValue == word }
            guard !named.isEmpty else { return .error("'\(word)' is no state of a job", status: 400) }
            states.formUnion(named)
        }
        let repository = request.query("repo").map { RepositoryName($0) }
        if let repository, repository == nil { return .error("repo must be owner/name", status: 400) }
        let (wanted, name) = (states, repository ?? nil)
        return await answering {
            try await database.read { tx in
                var filter = JobFilter(states: wanted)
                if let name {
                    guard let known = try tx.repositories.find(provider: "github", name: name) else {
                        return .json(["jobs": [], "total": 0])
                    }
                    filter.repository = known.id
                }
                filter.client = request.query("clientId")
                filter.feature = request.query("featureId")
                let page = try tx.jobs.list(filter, limit: limit, offset: offset)
                let rows = try page.jobs.map { try Self.row($0, tx) }
                return .json(["jobs": .array(rows), "total": .integer(Int64(page.total))])
            }
        }
    }

    private func show(_ job: Job, _ request: Request) async throws -> Response {
        let withMessages = request.query("includeMessages") == "true"
        return try await database.read { tx in
            guard case .object(var members) = try Self.row(job, tx) else { return .error("Job not found", status: 404) }
            members["steps"] = .array(try tx.steps.list(job.id).map(JobJSON.step))
            members["runs"] = .array(try tx.runs.list(job.id).map(JobJSON.run))
            members["position"] = JSONValue(try tx.jobs.position(job.id))
            members["messages"] =
                withMessages ? .array(try tx.logs.read(job.id, limit: 10_000).map(JobJSON.message)) : .null
            return .json(.object(members))
        }
    }

    private func log(_ job: Job, _ request: Request) async throws -> Response {
        guard let after = number(request, "after", standard: 0, in: 0...Int.max) else {
            return .error("after must be the number of an entry", status: 400)
        }
        return try await database.read { tx in
            let entries = try tx.logs.read(job.id, after: Int64(after), limit: 1000)
            let state = try tx.jobs.find(job.id)?.state ?? job.state
            return .json([
                "entries": .array(entries.map(JobJSON.message)), "state": .string(state.name.rawValue),
                "finished": .bool(state.isTerminal && entries.count < 1000),
            ])
        }
    }

    private func events(_ job: Job, _ request: Request) async throws -> Response {
        let given = (request.header("Last-Event-ID") ?? request.query("after")).flatMap { Int64($0) } ?? 0
        return .events(JobEvents(database: database, job: job.id).stream(after: given))
    }

    static func row(_ job: Job, _ tx: Transaction) throws -> JSONValue {
        let repository = try job.repository.flatMap { try tx.repositories.find($0) }
        return JobJSON.row(job, repository: repository, client: try tx.clients.find(job.clientID))
    }

    /// Finds the job a path names, by its id or, for people, by the beginning of one.
    private func withJob(_ request: Request, _ body: @Sendable (Job) async throws -> Response) async -> Response {
        let word = (request.parameters["id"] ?? "").lowercased()
        return await answering {
            let found = try await database.read { tx -> [Job] in
                if let id = JobID(word) { return try tx.jobs.find(id).map { [$0] } ?? [] }
                guard word.utf8.count >= 4 else { return [] }
                return try tx.jobs.list(limit: 10_000).jobs.filter {
                    $0.id.description.hasPrefix(word) || $0.id.description.hasSuffix(word)
                }
            }
            if found.count > 1 {
                return .error("'\(word)' is the beginning of \(found.count) jobs; write more of it", status: 400)
            }
            guard let job = found.first else { return .error("Job not found", status: 404) }
            return try await body(job)
        }
    }

    private func number(_ request: Request, _ name: String, standard: Int, in range: ClosedRange<Int>) -> Int? {
        guard let text = request.query(name) else { return standard }
        return Int(text).flatMap { range.contains($0) ? $0 : nil }
    }
}

/// Turns an error into an answer that says nothing about our inside.
func answering(_ body: () async throws -> Response) async -> Response {
    do { return try await body() } catch StorageError.closed {
        return .error("The service is stopping", status: 503).with(header: "Retry-After", "5")
    } catch {
        return .error("The database did not answer", status: 503).with(header: "Retry-After", "5")
    }
}
