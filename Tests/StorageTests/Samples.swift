import Identifiers
import JSON
@testable import Storage
import PostgreSQL
import TestSupport
import Testing

/// Runs `body` with a new, empty database of each kind, one after the other, and closes it.
func withDatabase(options: DatabaseOptions = .init(), _ body: (Database) async throws -> Void) async throws {
    try await withFile(options: options, body)
    try await withServer(options: options) { location in
        try await use(try await Database.open(location, options: options), body)
    }
}

/// Runs `body` with a new SQLite file in a folder of its own, and closes it.
func withFile<R>(options: DatabaseOptions = .init(), _ body: (Database) async throws -> R) async throws -> R {
    try await withTemporaryFolder { folder in
        try await use(try await Database.open(path: "\(folder)/hookbot.db", options: options), body)
    }
}

/// Runs `body` with a new, empty database of this process's PostgreSQL server.
func withServer<R>(options: DatabaseOptions = .init(), _ body: (StorageLocation) async throws -> R) async throws -> R {
    let cluster = try await Database.blocking { () throws(StorageError) in
        do { return try PostgresCluster.running() } catch { throw .unreachable("\(error)") }
    }
    let url = try await Database.blocking { () throws(StorageError) in
        do { return try cluster.newDatabase() } catch { throw .unreachable("\(error)") }
    }
    return try await body(.server(try ConnectionTarget(url: url)))
}

private func use<R>(_ database: Database, _ body: (Database) async throws -> R) async throws -> R {
    do {
        let result = try await body(database)
        await database.close()
        return result
    } catch {
        await database.close()
        throw error
    }
}

/// A moment some seconds after the samples begin.
func moment(_ seconds: Int64 = 0) -> Timestamp { Timestamp(milliseconds: 1_800_000_000_000 + seconds * 1000) }

/// The same identifier for the same number.
func identifier(_ number: Int) -> String {
    let bytes = (0..<10).map { UInt8(truncatingIfNeeded: number >> (8 * (9 - $0))) }
    return uuid7(at: moment(), random: bytes)
}

func sampleGUID(_ number: Int) throws -> DeliveryID { try #require(DeliveryID(identifier(number))) }

func sampleCommit(_ digit: Character) throws -> CommitID { try #require(CommitID(String(repeating: digit, count: 40))) }

func sampleDelivery(_ number: Int, body: String = "{}", sha256: String? = nil, at time: Timestamp = moment()) throws
    -> NewDelivery
{
    NewDelivery(
        hook: "main", guid: try sampleGUID(number), event: "issues", action: "labeled",
        headers: ["X-GitHub-Event": "issues"], body: Array(body.utf8), bodySHA256: sha256 ?? "sha of \(body)",
        secretLabel: "current", receivedAt: time)
}

extension Transaction {
    func sampleRepository(_ name: String = "octo/cat") throws -> Repository {
        try repositories.upsert(provider: "github", name: try #require(RepositoryName(name)), now: moment())
    }

    /// Queues a job and returns it.
    @discardableResult
    func sampleJob(
        _ number: Int, in repository: RepositoryID? = nil, at time: Timestamp = moment(),
        _ change: (inout NewJob) -> Void = { _ in }
    ) throws -> Job {
        let target = try repository ?? sampleRepository().id
        var new = NewJob(
            id: try #require(JobID(identifier(number))), repository: target, prompt: "Fix it", kind: "implement", source: "rule")
        change(&new)
        return try jobs.insert(new, now: time).job
    }

    /// Claims the next job with a lease of a minute.
    func sampleClaim(
        token: String = "token", node: String = "a", at time: Timestamp = moment(),
        caps: JobCaps = .init(total: 100, perRepository: 100)
    ) throws -> Job? {
        try jobs.claimNext(now: time, node: node, token: token, leaseUntil: time + .seconds(60), caps: caps)
    }

    /// Queues a job and claims it.
    func runningJob(_ number: Int = 1, token: String = "token") throws -> Fence {
        try sampleJob(number)
        return try #require(try sampleClaim(token: token)?.fence)
    }
}
