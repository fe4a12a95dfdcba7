import BlockingWork
import GitHubSandbox
import Glibc
import Identifiers
import POSIX
import Synchronization
import TestSupport
import Testing

/// HookBot as people run it: the built program with a configuration of its own, against a GitHub look-alike on real sockets.
final class ServiceFixture: Sendable {
    static let token = "canary-token-0123456789abcdef"
    static let webhookSecret = "canary-webhook-secret-0123456789"
    static let apiSecret = "canary-api-secret-0123456789abcd"
    static let modelKey = "canary-model-key-0123456789abcde"
    static let secrets = [token, webhookSecret, apiSecret, modelKey]
    /// Whose events count, who may only read, and who HookBot is.
    static let (person, guest, bot) = ("ana", "guest", "hookbot")
    static let work = BlockingWork(label: "test.service", width: 64)

    let folder: String
    let setup: ServiceSetup
    let sandbox: GitHubSandbox
    let repository: RepositoryName
    let meeting: MeetingPoint
    let hook: HookAddress
    let state = Mutex(State())

    struct State {
        var process: ChildProcess?
        var address = ""
    }

    var dataFolder: String { "\(folder)/data" }
    var configurationPath: String { "\(folder)/hookbot.toml" }
    var environment: [String: String] {
        let leaks = getenv("LSAN_OPTIONS").map { ["LSAN_OPTIONS": String(cString: $0)] } ?? [:]
        return leaks.merging(ownEnvironment) { $1 }
    }

    private var ownEnvironment: [String: String] {
        [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "TEST_TOKEN": Self.token,
            "TEST_WEBHOOK_SECRET": Self.webhookSecret, "TEST_API_SECRET": Self.apiSecret, "TEST_MODEL_KEY": Self.modelKey,
        ]
    }

    /// The program under test lies beside the test bundle.
    static let executable: String = {
        let own = Files.linkTarget("/proc/self/exe") ?? ""
        return "\(Files.folder(of: own) ?? "")/hookbot"
    }()

    /// Runs `body` against a started service; afterwards the service must end well, its database must be sound, and no secret may
    /// have got anywhere.
    static func run(
        _ setup: ServiceSetup = ServiceSetup(), starts: Bool = true, _ body: (ServiceFixture) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let fixture = try await ServiceFixture(setup, folder)
            do {
                if starts { try await fixture.start() }
                try await body(fixture)
                if fixture.isRunning { try await fixture.stop() }
                try await fixture.checkWhatIsLeft()
                await fixture.sandbox.stop()
            } catch {
                await fixture.abandon()
                await fixture.sandbox.stop()
                throw error
            }
        }
    }

    private init(_ setup: ServiceSetup, _ folder: String) async throws {
        self.folder = folder
        self.setup = setup
        hook = HookAddress()
        meeting = try MeetingPoint(in: folder)
        sandbox = try await GitHubSandbox.start(
            options: SandboxOptions(
                folder: "\(folder)/github",
                users: [.init(Self.person), .init(Self.guest), .init(Self.bot, token: Secret(Self.token))], sender: hook.sender))
        repository = try await sandbox.createRepository(
            "acme", "app", files: ["README.md": "# App\n", "src/main.txt": "main\n"], isPrivate: setup.isPrivate)
        try await sandbox.setPermission(.triage, of: Self.person, in: repository)
        try await sandbox.setPermission(.read, of: Self.guest, in: repository)
        try await sandbox.setPermission(setup.botPermission, of: Self.bot, in: repository)
        if setup.isHooked {
            try await sandbox.addWebhook(
                repository, url: "\(HookAddress.published)/webhooks/github", secret: Secret(Self.webhookSecret))
        }
        try writeFiles()
    }

    /// Another node on the same database, with a machine's folder of its own and agents of its own.
    init(beside other: ServiceFixture, called name: String) throws {
        (setup, sandbox, repository, meeting) = (other.setup, other.sandbox, other.repository, other.meeting)
        // GitHub knows one address, which is moved as a balancer would.
        hook = HookAddress()
        folder = "\(other.folder)/\(name)"
        try Files.makeFolder(folder)
        try writeFiles()
    }

    private func writeFiles() throws {
        let script = setup.agent.replacing("@meet", with: meeting.script).replacing("@folder", with: folder)
        try Files.write(Array("echo $$ >> '\(folder)/starts'\n\(script)\n".utf8), to: "\(folder)/agent.sh")
        try Files.write(
            Array(setup.text(folder: folder, apiURL: sandbox.apiURL, webURL: sandbox.url).utf8), to: configurationPath)
    }

    /// Ends the service however it stands.
    func abandon() async {
        guard let process = state.withLock({ $0.process }) else { return }
        kill(process.identifier, SIGKILL)
        _ = try? await Self.work.run { process.wait() }
    }
}
