package import AgentRunner
internal import BlockingWork
package import Configuration
internal import Crypto
package import GitHubAPI
package import GitOps
package import Identifiers
internal import Rules
package import Storage

/// Everything the service's loops share; built once, by whoever starts the service.
package struct EngineContext: Sendable {
    package private(set) var live: LiveConfiguration
    package var database: Database
    package var github: GitHubClient
    package var clones: CloneCache
    package var log: Log
    /// Everything that must never be shown or leave.
    package var secrets: [Secret]
    /// Signs the markers by which HookBot finds its own comments and pull requests again.
    package var markerKey: Secret
    /// This machine's name among those that share a database.
    package var node: String
    package var version: String
    /// The `hookbot` binary, which is also the supervisor of agents and the helper of git.
    package var executable: String
    /// HookBot's own account on GitHub, once it is known.
    package var own: OwnIdentity
    /// The environment of the service, for the names that an agent's owner hands on.
    package var environment: [String: String]
    /// Touched while the service lives; supervisors end their agents when it goes cold.
    package var heartbeat: Heartbeat
    package var now: @Sendable () -> Timestamp
    let redactor: Redactor
    package let disk: DiskSpace
    let sandboxChecks = SandboxChecks()
    let blocking = BlockingWork(label: "hookbot.engine", width: 8)

    /// An agent whose service stayed away for this long ends by itself; where other nodes take its job over, soon.
    var orphanLimit: Duration {
        let limit = configuration.limits.abandonAfter
        return database.isShared ? min(limit, .seconds(300)) : limit
    }
    /// Between tries to decide a delivery while GitHub cannot be asked.
    package static let dispatchRetry = RetrySchedule(first: .seconds(2), longest: .seconds(60))

    package init(
        configuration: HookBotConfiguration, database: Database, github: GitHubClient, clones: CloneCache, log: Log,
        secrets: [Secret], markerKey: Secret, node: String, version: String, executable: String, own: OwnIdentity,
        environment: [String: String], heartbeat: Heartbeat, now: @escaping @Sendable () -> Timestamp
    ) {
        let live = LiveConfiguration(configuration)
        self.live = live
        disk = DiskSpace(live)
        self.database = database
        self.github = github
        self.clones = clones
        self.log = log
        self.secrets = secrets
        self.markerKey = markerKey
        self.node = node
        self.version = version
        self.executable = executable
        self.own = own
        self.environment = environment
        self.heartbeat = heartbeat
        self.now = now
        redactor = Redactor(secrets)
    }

    /// As it is right now; whoever needs several parts of it that fit together takes one copy, or a context `with` it.
    package var configuration: HookBotConfiguration { live.current }

    /// The same with a configuration that stays as it is, for work that must end as it began.
    func with(_ configuration: HookBotConfiguration) -> EngineContext {
        var context = self
        context.live = LiveConfiguration(configuration)
        return context
    }

    var identity: Identity? { own.current }

    /// A transaction that knows the time.
    @discardableResult
    func write<R: Sendable>(_ body: @escaping @Sendable (Transaction, Timestamp) throws -> R) async throws -> R {
        let now = now
        return try await database.write { try body($0, now()) }
    }

    /// Between attempts at a job that failed for a passing reason.
    var jobRetry: RetrySchedule {
        RetrySchedule(first: configuration.limits.retryAfter, longest: configuration.limits.retryAtMost)
    }

    /// Between tries of one write to GitHub.
    var writeRetry: RetrySchedule {
        let limits = configuration.limits
        return RetrySchedule(first: min(.seconds(2), limits.retryAfter), longest: min(.seconds(300), limits.retryAtMost))
    }

    /// A number in 0..<1, for the jitter of delays.
    func randomFraction() -> Double {
        Double(randomBytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) / 4_294_967_296
    }

    func newJobID() -> JobID { JobID(at: now(), random: randomBytes(10)) }

    func newUUID() -> String { uuid7(at: now(), random: randomBytes(10)) }

    /// The page of a job, where the service has an address that others reach.
    func jobURL(_ job: JobID) -> String? {
        configuration.server.publicURL.map { "\($0)/ui/jobs/\(job)" }
    }
}
