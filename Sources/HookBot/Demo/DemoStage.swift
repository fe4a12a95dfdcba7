internal import HTTPClient
internal import Crypto
internal import GitHubAPI
internal import GitHubSandbox
internal import Glibc
internal import Identifiers
internal import JSON
internal import ModelSandbox
internal import POSIX

/// Everything the demo needs, running: the look-alike, a model where one is needed, and the service with a configuration of its own.
struct DemoStage: Sendable {
    let folder: String
    let world: SandboxWorldSetup
    let serviceURL: String
    private let model: ScriptedModel?
    private let service: ChildProcess
    private let client: CurlTransport
    private let apiSecret: String

    var configurationPath: String { "\(folder)/hookbot.toml" }

    /// A link that opens a page of the dashboard, login included; good for this demo only.
    func link(to page: String) -> String { "\(serviceURL)/ui/login?secret=\(apiSecret)&to=\(page)" }

    /// Throws where a part does not start.
    static func set(in folder: String, worker: DemoCommand.Worker, modelURL: String?) async throws -> DemoStage {
        let world = try await SandboxWorldSetup.start(folder: "\(folder)/github", port: 0)
        var model: ScriptedModel?
        if case .claude = worker, modelURL == nil, ProcessEnvironment.variables()["ANTHROPIC_API_KEY"] == nil {
            model = try await ScriptedModel.start(turns: DemoProject.turns)
        }
        let port = try freePort()
        let executable = try ProcessEnvironment.executable()
        let text = DemoConfiguration(
            port: port, world: world, folder: folder, executable: executable, worker: worker, modelURL: modelURL ?? model?.url
        ).text
        try Files.write(Array(text.utf8), to: "\(folder)/hookbot.toml")
        let environment = ProcessEnvironment.variables()
        let secret = hexadecimal(randomBytes(16))
        let apiSecret = hexadecimal(randomBytes(16))
        let modelKey = environment["ANTHROPIC_API_KEY"] ?? "key-of-the-scripted-model"
        // In files, so that every command of HookBot works with this configuration from another terminal.
        for (name, value) in [
            ("github-token", SandboxWorldSetup.botToken), ("webhook-secret", secret), ("model-key", modelKey),
            ("api-secret", apiSecret),
        ] {
            try Files.write(Array(value.utf8), to: "\(folder)/\(name)")
        }
        let log = try Descriptor(opening: "\(folder)/service.log", flags: O_WRONLY | O_CREAT | O_APPEND)
        let nothing = try Descriptor(opening: "/dev/null", flags: O_RDWR)
        let service = try ChildProcess.start(
            ChildCommand(executable, ["--config", "\(folder)/hookbot.toml", "serve"], environment: environment),
            input: nothing.number, output: nothing.number, errorOutput: log.number)
        let stage = DemoStage(
            folder: folder, world: world, serviceURL: "http://127.0.0.1:\(port)", model: model, service: service,
            client: try CurlTransport(), apiSecret: apiSecret)
        try await stage.waitForService()
        try await world.sandbox.addWebhook(
            world.repository, url: "\(stage.serviceURL)/webhooks/github", secret: Secret(secret), events: ["*"])
        return stage
    }

    /// Tells each step of the first job as it comes, and returns the job once it has ended.
    func follow(_ say: (String) -> Void) async throws -> JSONValue {
        var told: Int64 = 0
        let deadline = ContinuousClock.now + .seconds(120)
        while ContinuousClock.now < deadline {
            if let job = try await get("/jobs?limit=1")["jobs"]?[0], let id = job["id"]?.string {
                let answer = try await get("/jobs/\(id)/logs?after=\(told)")
                for entry in answer["entries"]?.array ?? [] {
                    told = entry["sequence"]?.integer ?? told
                    let who = entry["stream"]?.string == "stdout" ? "agent: " : ""
                    let line = (entry["content"]?.string ?? "").split(separator: "\n").first ?? ""
                    say("\(entry["step"]?.string ?? "job"): \(who)\(TerminalText.plain(String(line)))")
                }
                if answer["finished"]?.bool == true { return try await get("/jobs/\(id)") }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw StartError.failed("the job did not end within two minutes")
    }

    func serviceLog() -> String { (try? Files.readText("\(folder)/service.log")) ?? "" }

    /// Ends everything and removes the folder.
    func strike() async {
        kill(service.identifier, SIGTERM)
        _ = service.wait()
        await model?.stop()
        await world.sandbox.stop()
        try? Files.removeTree(folder)  // What cannot be removed in /tmp is no reason to fail a demo that worked.
    }

    func get(_ target: String) async throws -> JSONValue {
        let answer = try await client.perform(
            .init(.get, serviceURL + target, authorization: Secret("Bearer \(apiSecret)")))
        return try JSONValue(parsing: answer.body)
    }

    private func waitForService() async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            if (try? await client.perform(.init(.get, "\(serviceURL)/healthz")))?.status == 200 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw StartError.failed("the service did not start:\n\(serviceLog())")
    }

    /// A port that was free a moment ago.
    private static func freePort() throws -> UInt16 {
        let number = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard number >= 0 else { throw SystemError("socket") }
        let descriptor = Descriptor(owning: number)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor.number, generic, length) == 0 ? getsockname(descriptor.number, generic, &length) : -1
            }
        }
        guard status == 0 else { throw SystemError("bind") }
        return UInt16(bigEndian: address.sin_port)
    }
}
