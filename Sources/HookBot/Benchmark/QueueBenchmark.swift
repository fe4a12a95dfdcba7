internal import Identifiers
internal import JSON
internal import POSIX
internal import PostgreSQL
internal import Storage

/// `hookbot bench-queue FILE|URL`: claims per second through the store, and a page of the job list, beside few and beside very many jobs
/// that are over. The database must be new; it is left with 1,000 jobs in line, for the same to be measured without the store.
struct QueueBenchmark {
    let place: String

    private static let lanes = 8
    private static let claims = 2000
    private static let sizes = [1000, 1_000_000]

    func run() async throws {
        let location: StorageLocation = place.hasPrefix("postgres") ? .server(try ConnectionTarget(url: place)) : .file(place)
        let database = try await Database.open(location)
        let repository = try await database.write { tx in
            try tx.repositories.upsert(
                provider: "github", name: RepositoryName("octo/cat") ?? { preconditionFailure("a name") }(), now: currentTime()
            ).id
        }
        var filled = 0
        for size in Self.sizes {
            try await fill(database, repository, from: filled, to: size)
            filled = size
            try await queue(database, repository, Self.claims)
            let rate = try await measureClaims(database)
            let page = try await measurePage(database)
            Output.line("\(size) \(Int(rate.rounded())) \(BenchmarkSamples.text(page.median))")
        }
        try await queue(database, repository, 1000)
        await database.close()
    }

    /// Jobs that are over, made by the database itself: through the store it would take minutes.
    private func fill(_ database: Database, _ repository: RepositoryID, from: Int, to: Int) async throws {
        let arguments: [SQLValue] = [
            .integer(Int64(from)), .integer(Int64(to)), .text(repository.description), .time(currentTime()),
        ]
        let isShared = database.isShared
        try await database.write { tx in
            _ = try tx.execute(isShared ? Self.fillServer : Self.fillFile, arguments)
            if isShared { _ = try tx.query("ANALYZE agent_jobs") }
        }
    }

    private static let fillFile: StaticString = """
        WITH RECURSIVE numbers (n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < $2)
        INSERT INTO agent_jobs (id, client_id, repository_id, prompt, branch_name, status, created_at, updated_at, completed_at,
            kind, source, state, outcome, max_attempts, settings, trigger)
        SELECT printf('%08x-0000-7000-8000-%012x', n, n), client_id, id, 'Fix it', 'fix', 'completed', $4 - 10000000 + n, $4, $4,
            'agent', 'rule', 'completed', 'pushed', 3, '{}', '{}'
        FROM numbers, code_repositories WHERE id = $3
        """

    private static let fillServer: StaticString = """
        INSERT INTO agent_jobs (id, client_id, repository_id, prompt, branch_name, status, created_at, updated_at, completed_at,
            kind, source, state, outcome, max_attempts, settings, trigger, not_before)
        SELECT (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, client_id, id, 'Fix it', 'fix',
            'completed', $4::timestamptz - interval '10000 seconds' + n * interval '1 millisecond', $4, $4, 'agent', 'rule',
            'completed', 'pushed', 3, '{}', '{}', NULL
        FROM generate_series($1::bigint, $2::bigint - 1) AS n, code_repositories WHERE id = $3
        """

    private func queue(_ database: Database, _ repository: RepositoryID, _ count: Int) async throws {
        try await database.write { tx in
            for _ in 0..<count {
                let now = currentTime()
                _ = try tx.jobs.insert(
                    NewJob(
                        id: JobID(at: now, random: (0..<10).map { _ in .random(in: 0...255) }), repository: repository,
                        prompt: "Fix it", kind: "agent", source: "rule"), now: now)
            }
        }
    }

    private func measureClaims(_ database: Database) async throws -> Double {
        let start = ContinuousClock.now
        let claimed = try await withThrowingTaskGroup(of: Int.self) { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    var claimed = 0
                    while let job = try await database.write({ [claimed] tx in
                        let now = currentTime()
                        return try tx.jobs.claimNext(
                            now: now, node: "bench", token: "\(lane)-\(claimed)", leaseUntil: now + .seconds(60),
                            caps: JobCaps(total: 10_000, perRepository: 10_000))
                    }) {
                        claimed += 1
                        // It must not run on, as running jobs are counted at each claim.
                        if let fence = job.fence {
                            _ = try await database.write { tx in
                                try tx.jobs.transition(fence, to: .completed(.pushed), now: currentTime())
                            }
                        }
                    }
                    return claimed
                }
            }
            return try await group.reduce(0, +)
        }
        let elapsed = ContinuousClock.now - start
        // A claim and the end of its job are two transactions.
        return Double(2 * claimed) / (Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18)
    }

    private func measurePage(_ database: Database) async throws -> BenchmarkSamples {
        var samples = BenchmarkSamples()
        for _ in 0..<11 {
            let start = ContinuousClock.now
            _ = try await database.read { tx in try tx.jobs.list(limit: 50) }
            samples.add(.now - start)
        }
        return samples
    }
}
