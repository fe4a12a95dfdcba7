import Synchronization
import Identifiers
import GitHubSandbox
import BlockingWork
import Glibc
import JSON
import POSIX
import Testing

extension ServiceFixture {
    var isRunning: Bool { state.withLock { $0.process != nil } }

    /// What the service said, over all its starts.
    var log: String { (try? Files.readText("\(folder)/service.log")) ?? "" }

    /// Starts the service; returns once it listens and GitHub has been asked who it is.
    ///
    /// - Parameter knowsItself: whether GitHub's answer is waited for, too.
    func start(knowsItself: Bool = true) async throws {
        let before = await userRequests()
        let process = try launch()
        state.withLock { $0.process = process }
        let hasAsked = await sandbox.waitUntil(within: .seconds(40)) { world in
            world.ledger.count { $0.path == "/api/v3/user" } > before
        }
        guard hasAsked, let address = lastAddress() else { throw FixtureError("the service did not start:\n\(log)") }
        state.withLock { $0.address = address }
        hook.move(to: address)
        let deadline = ContinuousClock.now + .seconds(20)
        while knowsItself, try await get("/readyz")["github"]?.string != "ok" {
            if ContinuousClock.now > deadline { throw FixtureError("the service does not know itself:\n\(log)") }
        }
    }

    private func userRequests() async -> Int { await sandbox.ledger.count { $0.path == "/api/v3/user" } }

    private func launch() throws -> ChildProcess {
        let output = try Descriptor(opening: "\(folder)/service.log", flags: O_WRONLY | O_CREAT | O_APPEND)
        let nothing = try Descriptor(opening: "/dev/null", flags: O_RDWR)
        return try ChildProcess.start(
            ChildCommand(Self.executable, ["--config", configurationPath, "serve"], environment: environment),
            input: nothing.number, output: nothing.number, errorOutput: output.number)
    }

    /// Where the service said at its last start that it listens.
    private func lastAddress() -> String? {
        log.split(separator: "\n").reversed().lazy.compactMap { try? JSONValue(parsing: Array($0.utf8)) }
            .first { $0["message"]?.string == "hookbot serves" }?["address"]?.string
    }

    /// Asks the service to end and waits for it; nothing else than exit code 0 is good.
    func stop(within limit: Duration = .seconds(30)) async throws {
        let end = try await send(SIGTERM, within: limit)
        #expect(end == .exited(0), "\(log)")
    }

    /// Ends the service as a power cut would.
    func killNow() async throws {
        let end = try await send(SIGKILL, within: .seconds(30))
        #expect(end == .signalled(SIGKILL))
    }

    private func send(_ signal: Int32, within limit: Duration) async throws -> ChildEnd {
        guard let process = state.withLock({ $0.process }) else { throw FixtureError("the service does not run") }
        hook.move(to: nil)
        kill(process.identifier, signal)
        let end = try await Self.work.run { () -> ChildEnd? in
            let ending = try Descriptor.end(of: process.identifier)
            return ending.waitUntilReadable(timeout: limit) ? process.wait() : nil
        }
        guard let end else { throw FixtureError("the service did not end within \(limit):\n\(log)") }
        state.withLock { $0.process = nil }
        return end
    }

    /// Runs a command of the program with this configuration.
    func hookbot(_ arguments: String..., environment changes: [String: String] = [:]) async throws -> ChildResult {
        try await ChildCommand(
            Self.executable, ["--config", configurationPath] + arguments,
            environment: environment.merging(changes) { $1 }
        ).run(on: Self.work, timeout: .seconds(60))
    }

    /// The database is sound, and no secret lies anywhere.
    func checkWhatIsLeft() async throws {
        if Files.exists("\(dataFolder)/hookbot.db") {
            let audit = try await hookbot("db", "audit")
            #expect(audit.succeeded, "\(audit.text)")
        }
        for secret in Self.secrets {
            #expect(!log.contains(secret))
            let places = try files(below: dataFolder).filter { try Files.read($0).firstRange(of: secret.utf8) != nil }
            #expect(places.isEmpty, "a secret lies in \(places)")
        }
    }

    private func files(below path: String) throws -> [String] {
        guard Files.linkTarget(path) == nil, Files.exists(path) else { return [] }
        guard Files.isFolder(path) else { return path.hasSuffix(".sock") ? [] : [path] }
        return try Files.names(in: path).flatMap { try files(below: "\(path)/\($0)") }
    }
}

extension ChildResult {
    var text: String { String(decoding: output + errorOutput, as: UTF8.self) }
}
