internal import HTTPClient
internal import AgentRunner
internal import Configuration
internal import Engine
internal import GitHubAPI
internal import GitOps
internal import Glibc
internal import Identifiers
internal import JSON
internal import POSIX
internal import PostgreSQL
internal import Rules
internal import Storage
internal import WebServer

/// The composition root: builds every part of the service in the order in which they need each other.
final class Bot: Sendable {
    let configuration: HookBotConfiguration
    let service: Service
    let log: Log
    let data: DataFolder
    private let database: Database
    private let clock: DatabaseClock
    /// Held while this process works with the data directory.
    private let lock: FileLock
    private let server: WebServer
    private let socket: WebServer

    /// The address people reach the dashboard at.
    var address: String {
        switch configuration.server.listen {
        case .tcp(let host, _): "http://\(host.contains(":") ? "[\(host)]" : host):\(server.port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    init(configuration: HookBotConfiguration, environment: [String: String], log: Log) async throws {
        self.configuration = configuration
        self.log = log
        let data = try DataFolder(configuration.storage.dataFolder)
        self.data = data
        lock = try data.lock()
        database = try await DataFolder.open(configuration.storage)
        let clock = DatabaseClock()
        self.clock = clock
        try await clock.compare(with: database)
        let executable = try ProcessEnvironment.executable()
        let github = try Self.client(configuration)
        let markerKey = try await Self.markerKey(data, database)
        let context = EngineContext(
            configuration: configuration, database: database, github: github,
            clones: CloneCache(GitOps.GitSettings(executable: executable, cloneRoot: data.clones)), log: log,
            secrets: configuration.secrets + [markerKey] + (environment["PGPASSWORD"].map { [Secret($0)] } ?? []),
            markerKey: markerKey, node: try data.node(), version: Version.number, executable: executable,
            own: OwnIdentity(configuration.gitHub.botName.map { Identity(login: $0) }), environment: environment,
            heartbeat: Heartbeat(data.heartbeat), now: clock.now)
        service = Service(context: context)
        let webhooks = WebhookRoutes(
            receiver: Receiver(
                database: database, secrets: configuration.gitHub.webhookSecrets, now: clock.now, dispatcher: service.dispatcher,
                disk: context.disk))
        let parts = HTTPSurface(service: service, webhooks: webhooks, startedAt: currentTime())
        var limits = ServerLimits()
        limits.maximumBody = configuration.limits.payload
        server = try await WebServer.start(
            on: configuration.server.listen.address, limits: limits, handler: parts.handler(door: .network))
        socket = try await WebServer.start(on: .unix(path: data.socket), handler: parts.handler(door: .socket))
    }

    /// Works until the task is cancelled, then drains.
    func run() async throws {
        try await service.recover()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.service.run() }
            group.addTask { await self.learnIdentity() }
            group.addTask { await self.clock.follow(self.database, log: self.log) }
            try await group.waitForAll()
        }
    }

    /// The nodes of one database must know one another's comments and pull requests.
    private static func markerKey(_ data: DataFolder, _ database: Database) async throws -> Secret {
        let own = try data.markerKey()
        guard database.isShared else { return own }
        return try await database.write { tx in try tx.sharedKeys.agree(on: "marker", proposing: own) }
    }

    /// Ends what listens and what stores.
    func close() async {
        await server.stop(drain: .seconds(5))
        await socket.stop(drain: .seconds(1))
        await database.close()
    }

    /// Asks GitHub who we are until it answers: without that, our own events could start rules again.
    private func learnIdentity() async {
        var attempt = 0
        while !Task.isCancelled {
            attempt += 1
            do {
                service.context.own.set(try await Self.identity(configuration, service.context.github))
                return
            } catch {
                service.context.own.fail("\(error)")
                log.warning("GitHub did not say who we are", ["error": .string("\(error)"), "attempt": .integer(Int64(attempt))])
            }
            let delay = EngineContext.dispatchRetry.delay(after: attempt, random: 0.5)
            do { try await Task.sleep(for: delay) } catch { return }
        }
    }

    static func identity(_ configuration: HookBotConfiguration, _ github: GitHubClient) async throws(GitHubError) -> Identity {
        switch configuration.gitHub.identity {
        case .token:
            let user = try await github.send(.user())
            return Identity(login: user.login, id: user.id)
        case .app:
            let app = try await github.send(.app())
            return Identity(login: "\(app.slug)[bot]")
        }
    }

    static func client(_ configuration: HookBotConfiguration) throws -> GitHubClient {
        let gitHub = configuration.gitHub
        let location = try GitHubLocation(
            baseURL: gitHub.baseURL, webURL: gitHub.webURL, allowsPlainHTTP: gitHub.allowsHTTP)
        let credential: GitHubCredential =
            switch gitHub.identity {
            case .token(let token): .token(token)
            case .app(let id, let key): .app(id: id, key: key)
            }
        return GitHubClient(
            location: location, credential: credential, transport: try CurlTransport(), userAgent: "HookBot/\(Version.number)")
    }
}

extension HookBotConfiguration {
    /// Everything that must never be shown or leave.
    var secrets: [Secret] {
        var secrets = gitHub.webhookSecrets
        switch gitHub.identity {
        case .token(let token): secrets.append(token)
        case .app(_, let key): secrets.append(key)
        }
        if let api = server.apiSecret { secrets.append(api) }
        if case .server(let url) = storage.database, let target = try? ConnectionTarget(url: url.exposedText) {
            secrets.append(url)
            if let password = target.password { secrets.append(Secret(password)) }
        }
        for endpoint in endpoints {
            if endpoint.hidesAddress { secrets.append(endpoint.url) }
            if let secret = endpoint.secret { secrets.append(secret) }
        }
        for account in accounts {
            switch account.credential {
            case .apiKey(let key): secrets.append(key)
            case .oauthToken(let token): secrets.append(token)
            case .configFolder: break
            }
        }
        return secrets
    }
}

extension ListenEndpoint {
    fileprivate var address: ListenAddress {
        switch self {
        case .tcp(let host, let port): .tcp(host: host, port: port)
        case .unix(let path): .unix(path: path)
        }
    }
}
