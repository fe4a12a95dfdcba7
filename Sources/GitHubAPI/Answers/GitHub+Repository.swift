package import Identifiers

extension GitHub {
    /// A repository; its id stays when it is renamed or moved.
    package struct Repository: Hashable, Sendable {
        package let id: Int64
        package let name: RepositoryName
        package let defaultBranch: String
        package let isPrivate: Bool
        package let isArchived: Bool
        package let isFork: Bool
        /// Of whoever asks: `admin`, `maintain`, `push`, `triage`, `pull`; empty where GitHub does not say.
        package let permissions: Set<String>
    }
}

extension GitHub.Repository: WireReadable {
    static let wireName = "repository"

    init(_ wire: WireObject) throws(GitHubError) {
        id = try wire.integer("id")
        guard let name = RepositoryName(try wire.text("full_name")) else {
            throw .unreadable("repository.full_name is not owner/name")
        }
        self.name = name
        defaultBranch = try wire.text("default_branch")
        isPrivate = try wire.bool("private")
        isArchived = try wire.optionalBool("archived") ?? false
        isFork = try wire.optionalBool("fork") ?? false
        permissions = try wire.flags("permissions")
    }
}
