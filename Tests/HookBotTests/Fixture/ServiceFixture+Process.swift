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
    /// - Parameters:
    ///   - knowsItself: whether GitHub's answer is waited for, too.
    ///   - under: a program and its arguments that run the service, such as strace(1).
    ///   - changes: variables beside those that it always gets.
    func start(
        knowsItself: Bool = true, under: [String] = [], environment changes: [String: String] = [:]
    ) async throws {
        let before = await userRequests()
        let process = try launch(under, changes)
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

    private func launch(_ under: [String], _ changes: [String: String]) throws -> ChildProcess {
        let output = try Descriptor(opening: "\(folder)/service.log", flags: O_WRONLY | O_CREAT | O_APPEND)
        let nothing = try Descriptor(opening: "/dev/null", flags: O_RDWR)
        let words = under + [Self.executable, "--config", configurationPath, "serve"]
        return try ChildProcess.start(
            ChildCommand(words[0], Array(words.dropFirst()), environment: environment.merging(changes) { $1 }),
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
        return try await waitForEnd(within: limit)
    }

    /// Returns once the service has ended, however that came.
    @discardableResult
    func waitForEnd(within limit: Duration) async throws -> ChildEnd {
        guard let process = state.withLock({ $0.process }) else { throw FixtureError("the service does not run") }
        let end = try await Self.work.run { () -> ChildEnd? in
            let ending = try Descriptor.end(of: process.identifier)
            return ending.waitUntilReadable(timeout: limit) ? process.wait() : nil
        }
        guard let end else { throw FixtureError("the service did not end within \(limit):\n\(log)") }
        hook.move(to: nil)
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
        let violations = try await violations()
        #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
        let leaks = try leaks()
        #expect(leaks.isEmpty, "a secret lies in \(leaks)")
    }

    /// What breaks a promise in the database.
    func violations() async throws -> [String] {
        guard setup.databaseURL != nil || Files.exists("\(dataFolder)/hookbot.db") else { return [] }
        let audit = try await hookbot("db", "audit")
        return audit.succeeded ? [] : audit.text.split(separator: "\n").map(String.init)
    }

    /// Files that hold a secret.
    func leaks() throws -> [String] {
        let places = try files(below: dataFolder) + ["\(folder)/service.log"]
        return try Self.secrets.flatMap { secret in
            try places.filter { path in Files.exists(path) ? try Files.read(path).firstRange(of: secret.utf8) != nil : false }
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
