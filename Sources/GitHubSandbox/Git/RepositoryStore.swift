internal import BlockingWork

/// The bare repositories on disk, by the id of their repository.
struct RepositoryStore: Sendable {
    let folder: String
    let git: GitProgram
    private let turns = PushTurns()

    init(folder: String, git: GitProgram) {
        self.folder = folder
        self.git = git
    }

    subscript(_ id: Int64) -> ServedRepository { ServedRepository(folder: "\(folder)/\(id).git", git: git) }

    func create(_ id: Int64, defaultBranch: String) async throws(GitFailure) {
        _ = try await ServedRepository.create(at: "\(folder)/\(id).git", defaultBranch: defaultBranch, git: git)
    }

    /// Runs `body` while nobody else changes the references of this repository.
    func exclusively<R>(_ id: Int64, _ body: () async throws -> R) async throws -> R {
        let turn = await turns.limiter(for: id)
        try await turn.acquire()
        do {
            let result = try await body()
            await turn.release()
            return result
        } catch {
            await turn.release()
            throw error
        }
    }
}
