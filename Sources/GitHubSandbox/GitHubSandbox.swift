package import Identifiers
internal import BlockingWork
internal import POSIX
internal import WebServer

/// A GitHub look-alike with state: REST, git over HTTP, signed webhooks and a few pages.
package final class GitHubSandbox: Sendable {
    /// As in `http://127.0.0.1:8080`: pages, clones and pushes.
    package let url: String
    /// Where the REST API starts, as on GitHub Enterprise Server.
    package let apiURL: String
    let server: SandboxServer
    private let web: WebServer
    private let folder: String

    private init(url: String, server: SandboxServer, web: WebServer, folder: String) {
        self.url = url
        apiURL = "\(url)/api/v3"
        self.server = server
        self.web = web
        self.folder = folder
    }

    /// Starts with the users of `options`; needs git in one of the usual places.
    package static func start(options: SandboxOptions) async throws -> GitHubSandbox {
        try Files.makeFolder(options.folder)
        let git = try GitProgram()
        let folder = try Files.makeTemporaryFolder(in: options.folder, prefix: "sandbox-")
        do {
            return try await start(options, folder: folder, git: git)
        } catch {
            try Files.removeTree(folder)
            throw error
        }
    }

    private static func start(_ options: SandboxOptions, folder: String, git: GitProgram) async throws -> GitHubSandbox {
        let server = SandboxServer(options: options, store: RepositoryStore(folder: folder, git: git))
        // A push is one request however large; git clients send larger ones in chunks.
        let limits = ServerLimits(
            maximumBody: 512 << 20, bodyBudget: 1 << 30, requestDeadline: .seconds(120), inactivity: .seconds(60),
            responseDeadline: .seconds(300), allowsChunkedRequests: true)
        let web = try await WebServer.start(on: .tcp(host: options.host, port: options.port), limits: limits) { request in
            await server.respond(to: request)
        }
        let url = "http://\(options.host):\(web.port)"
        try await server.state.change { (world) throws(APIError) in
            world.addresses = Addresses(web: url)
            for seed in options.users { world.seed(seed) }
        }
        return GitHubSandbox(url: url, server: server, web: web, folder: folder)
    }

    /// Ends the server and removes the repositories.
    package func stop() async {
        await web.stop(drain: .seconds(1))
        // What cannot be removed is left to whoever owns the folder.
        try? await BlockingWork(label: "sandbox.stop", width: 1).run { [folder] in try Files.removeTree(folder) }
    }

    /// Where the repository is cloned from.
    package func cloneURL(_ name: RepositoryName) -> String { "\(url)/\(name).git" }
}
