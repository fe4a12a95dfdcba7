internal import GitHubSandbox
internal import Identifiers
internal import POSIX

/// A look-alike with the people and the repository of the demo.
struct SandboxWorldSetup: Sendable {
    let sandbox: GitHubSandbox
    let repository: RepositoryName

    /// Who opens issues and sets labels, and who HookBot is.
    static let person = "ana"
    static let bot = "hookbot"
    /// Good for the look-alike only.
    static let botToken = "sandbox-token-of-hookbot"

    static func start(folder: String, port: UInt16) async throws -> SandboxWorldSetup {
        let sandbox = try await GitHubSandbox.start(
            options: SandboxOptions(
                folder: folder, port: port,
                users: [.init(person), .init(bot, token: Secret(botToken))]))
        let repository = try await sandbox.createRepository(DemoProject.owner, DemoProject.name, files: DemoProject.files)
        try await sandbox.setPermission(.admin, of: person, in: repository)
        try await sandbox.setPermission(.write, of: bot, in: repository)
        return SandboxWorldSetup(sandbox: sandbox, repository: repository)
    }
}
