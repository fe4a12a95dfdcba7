package import Identifiers

extension GitHubSandbox {
    @discardableResult
    package func createUser(_ login: String, token: Secret? = nil, kind: SandboxUser.Kind = .user) async throws -> SandboxUser {
        try await server.state.change { (world) throws(APIError) in
            world.seed(SandboxOptions.Seed(login, token: token, kind: kind))
            return try world.known(login)
        }
    }

    /// Makes a repository with these files on its default branch; its owner is made up if need be.
    @discardableResult
    package func createRepository(
        _ owner: String, _ name: String, files: [String: String] = ["README.md": "# Hello\n"], isPrivate: Bool = false,
        defaultBranch: String = "main"
    ) async throws -> RepositoryName {
        guard let full = RepositoryName(owner: owner, name: name) else {
            throw SandboxError("\(owner)/\(name) is no repository name")
        }
        let user = try await createUser(owner)
        let repository = try await server.createRepository(
            full, owner: user, isPrivate: isPrivate, defaultBranch: defaultBranch, description: nil, request: nil)
        if !files.isEmpty {
            try await commit(full, files: files.mapValues { $0 }, to: defaultBranch, message: "Initial commit", by: owner)
        }
        return repository.name
    }

    /// Commits files (nil removes one) to a branch as a push would; a branch that does not exist starts at the default one.
    @discardableResult
    package func commit(
        _ repository: RepositoryName, files: [String: String?], to branch: String = "main", message: String, by login: String
    ) async throws -> CommitID {
        let known = try await self.repository(repository)
        let author = try await user(login)
        let id = try await server.commit(
            files.mapValues { $0.map { Array($0.utf8) } }, to: branch, of: known.id, message: message, by: author, request: nil)
        guard let commit = CommitID(id) else { throw SandboxError("git answered \(id) instead of a commit") }
        return commit
    }

    package func setPermission(_ permission: SandboxPermission, of login: String, in repository: RepositoryName) async throws {
        let known = try await self.repository(repository)
        try await server.state.change { (world) throws(APIError) in
            try world.setPermission(permission, of: try world.known(login), in: known.id)
        }
    }

    /// A team of the owner's that may read a repository from now on.
    package func addTeam(_ slug: String, to repository: RepositoryName) async throws {
        let known = try await self.repository(repository)
        try await server.state.change { (world) throws(APIError) in
            try world.edit(known.id) { (repository) throws(APIError) in _ = repository.teams.insert(slug) }
        }
    }

    /// Refuses direct pushes to a branch from now on.
    package func protect(_ branch: String, of repository: RepositoryName) async throws {
        let known = try await self.repository(repository)
        try await server.state.change { (world) throws(APIError) in
            try world.edit(known.id) { (repository) throws(APIError) in _ = repository.protectedBranches.insert(branch) }
        }
    }

    /// Gives a repository a new name; the old one redirects.
    package func rename(_ repository: RepositoryName, to name: RepositoryName, by login: String) async throws {
        let known = try await self.repository(repository)
        try await server.state.change { (world) throws(APIError) in
            try world.rename(known.id, to: name, by: try world.known(login))
        }
    }

    /// Adds a webhook of the repository, which is greeted with a ping; gives its id.
    @discardableResult
    package func addWebhook(
        _ repository: RepositoryName, url: String, secret: Secret?, events: [String] = ["*"]
    ) async throws -> Int64 {
        let known = try await self.repository(repository)
        return try await server.state.change { (world) throws(APIError) in
            guard let owner = world.users[known.owner] else { throw .notFound }
            return world.addHook(.repository(known.id), url: url, secret: secret, events: events, by: owner).id
        }
    }

    /// Adds the App's webhook, which hears of every repository.
    @discardableResult
    package func addAppWebhook(url: String, secret: Secret?, events: [String] = ["*"]) async throws -> Int64 {
        try await server.state.change { (world) throws(APIError) in
            guard let app = world.app else { throw .appRequired }
            return world.addHook(.app, url: url, secret: secret, events: events, by: try world.known(app.login)).id
        }
    }

    /// A token that stands for a user from now on.
    package func addToken(_ token: Secret, for login: String) async throws {
        try await server.state.change { (world) throws(APIError) in
            world.grants[token.exposedText] = SandboxGrant(user: try world.known(login).id, kind: .personal, expires: nil)
        }
    }

    /// Makes a token worthless.
    package func revoke(_ token: Secret) async throws {
        try await server.state.change { (world) throws(APIError) in world.grants[token.exposedText] = nil }
    }

    func user(_ login: String) async throws -> SandboxUser {
        try await server.state.read { (world) throws(APIError) in try world.known(login) }
    }
}
