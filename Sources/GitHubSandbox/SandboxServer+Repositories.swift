internal import Identifiers
internal import JSON
internal import WebServer

extension SandboxServer {
    /// Makes a repository, in the world and on disk.
    func createRepository(
        _ name: RepositoryName, owner: SandboxUser, isPrivate: Bool, defaultBranch: String = "main", description: String?,
        request: Int?
    ) async throws -> SandboxRepository {
        let repository = try await state.change(for: request) { (world) throws(APIError) in
            try world.createRepository(
                name, owner: owner, isPrivate: isPrivate, defaultBranch: defaultBranch, description: description)
        }
        try await store.create(repository.id, defaultBranch: defaultBranch)
        return repository
    }

    /// Commits files to a branch as a push by this user would bring them; a new branch starts at the default one.
    @discardableResult
    func commit(
        _ files: [String: [UInt8]?], to branch: String, of id: Int64, message: String, by author: SandboxUser, request: Int?
    ) async throws -> String {
        let base = try await state.snapshot.repository(id).defaultBranch
        return try await changeReferences(of: id, by: author, request: request) { git in
            if try await git.commit(named: "refs/heads/\(branch)") == nil,
                let start = try await git.commit(named: "refs/heads/\(base)")
            {
                try await git.set("refs/heads/\(branch)", to: start)
            }
            return try await git.commit(files, on: branch, message: message, by: author, at: options.clock())
        }
    }

    /// Makes, moves or (nil) deletes a reference.
    func moveReference(
        _ name: String, of repository: SandboxRepository, to commit: String?, create: Bool, by user: SandboxUser, request: Int?
    ) async throws {
        try await changeReferences(of: repository.id, by: user, request: request) { git in
            let exists = try await git.references()[name] != nil
            if create, exists { throw APIError(status: 422, message: "Reference already exists") }
            if commit == nil {
                guard exists else { throw APIError(status: 422, message: "Reference does not exist") }
                let branch = name.hasPrefix("refs/heads/") ? String(name.dropFirst(11)) : ""
                guard !repository.protectedBranches.contains(branch) else {
                    throw APIError(status: 422, message: "Cannot delete a protected branch")
                }
            }
            try await git.set(name, to: commit)
        }
    }

    /// Runs something that changes references, alone, and lets the world and its hooks know what changed.
    func changeReferences<R>(
        of id: Int64, by user: SandboxUser, request: Int?, _ body: (ServedRepository) async throws -> R
    ) async throws -> R {
        let git = store[id]
        return try await store.exclusively(id) {
            let before = try await git.references()
            let result = try await body(git)
            let after = try await git.references()
            try await record(ReferenceMove.moves(from: before, to: after), before: before, in: id, by: user, request: request)
            return result
        }
    }

    private func record(
        _ moves: [ReferenceMove], before: [String: String], in id: Int64, by user: SandboxUser, request: Int?
    ) async throws {
        guard !moves.isEmpty else { return }
        let (git, repository) = (store[id], try await state.snapshot.repository(id))
        var described: [ReferenceMove] = []
        for var move in moves {
            if let after = move.after {
                if let old = move.before { move.forced = try await !git.isAncestor(old, of: after) }
                let known = move.before.map { [$0] } ?? Array(Set(before.filter { $0.key.hasPrefix("refs/heads/") }.values))
                move.commits = try await git.commits([after] + known.map { "^\($0)" }, limit: 2048).reversed()
                for issue in repository.pulls where issue.isOpen && issue.pull?.headBranch == move.branch {
                    guard let base = issue.pull?.baseCommit else { continue }
                    move.sizes[issue.number] = try await git.size(base, after)
                    try await git.set("refs/pull/\(issue.number)/head", to: after)
                }
            }
            described.append(move)
        }
        try await state.change(for: request) { [described] (world) throws(APIError) in
            try world.recordPush(described, in: id, by: user)
        }
    }

    func ledger() async -> Response { .json(.array(await state.snapshot.ledger.map(\.json))) }
}
