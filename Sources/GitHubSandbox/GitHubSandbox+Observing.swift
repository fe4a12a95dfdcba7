package import Identifiers

extension GitHubSandbox {
    /// Everything as it is now, as a value.
    package var world: SandboxWorld { get async { await server.state.snapshot } }

    package var ledger: [LedgerEntry] { get async { await server.state.snapshot.ledger } }

    package func repository(_ name: RepositoryName) async throws -> SandboxRepository {
        guard let repository = await server.state.snapshot.repository(name) else {
            throw SandboxError("there is no repository \(name)")
        }
        return repository
    }

    /// Pull requests, oldest first.
    package func pulls(_ name: RepositoryName) async throws -> [SandboxIssue] { try await repository(name).pulls }

    package func issue(_ name: RepositoryName, _ number: Int) async throws -> SandboxIssue {
        guard let issue = try await repository(name).issues[number] else { throw SandboxError("\(name) has no issue \(number)") }
        return issue
    }

    /// The conversation of an issue or pull request, oldest first.
    package func comments(_ name: RepositoryName, _ number: Int) async throws -> [SandboxComment] {
        try await repository(name).comments(on: number)
    }

    /// Statuses of a commit, newest first.
    package func statuses(_ name: RepositoryName, _ commit: CommitID) async throws -> [SandboxStatus] {
        try await repository(name).statuses(of: commit.description)
    }

    package func branchHead(_ name: RepositoryName, _ branch: String) async throws -> CommitID? {
        try await repository(name).branches[branch].flatMap { CommitID($0) }
    }

    /// The bytes of a file at the head of a branch, or at a commit.
    package func file(_ name: RepositoryName, _ branch: String, _ path: String) async throws -> [UInt8]? {
        let git = server.store[try await repository(name).id]
        guard let commit = try await git.commit(named: branch) else { return nil }
        return try await git.file(path, at: commit)
    }

    /// The unified diff of a pull request.
    package func diff(_ name: RepositoryName, _ number: Int) async throws -> String {
        let repository = try await repository(name)
        guard let pull = repository.issues[number]?.pull else { throw SandboxError("\(name) has no pull request \(number)") }
        return try await server.store[repository.id].diff(pull.baseCommit, pull.headCommit)
    }

    /// Paths of all files at the head of a branch, or at a commit, sorted.
    package func files(_ name: RepositoryName, _ branch: String) async throws -> [String] {
        try await server.store[try await repository(name).id].entries("", at: branch, recursive: true).map(\.path).sorted()
    }

    /// Commit messages from the head of a branch back, newest first.
    package func messages(_ name: RepositoryName, _ branch: String, limit: Int = 100) async throws -> [String] {
        try await server.store[try await repository(name).id].commits([branch], limit: limit).map(\.message)
    }

    /// Waits until the world is as wanted; looked at again after every change. False when that took too long.
    package func waitUntil(
        within limit: Duration = .seconds(30), _ predicate: @escaping @Sendable (SandboxWorld) -> Bool
    ) async -> Bool {
        await server.state.wait(within: limit, predicate)
    }

    /// What changes from now on, in the words of the ledger.
    package func effects() async -> AsyncStream<String> { await server.state.effects() }

    /// Returns once every event so far was sent and answered, or failed.
    package func waitForDeliveries() async { await server.state.waitForDeliveries() }

    /// Sends an event again under its GUID.
    package func redeliver(_ delivery: Int64) async throws {
        try await server.state.change { (world) throws(APIError) in
            guard let old = world.deliveries.first(where: { $0.id == delivery }) else { throw .notFound }
            world.redeliver(old)
        }
    }

    /// Makes something go wrong with requests to come; the first one asked for that matches is met first.
    package func inject(_ fault: SandboxFault) { server.faults.add(fault) }

    /// From now on requests fail at random; nil ends that.
    package func setChaos(_ chaos: SandboxChaos?) { server.faults.set(chaos) }

    package func clearFaults() { server.faults.clear() }
}
