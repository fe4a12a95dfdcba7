internal import Glibc
internal import Identifiers
internal import JSON
internal import POSIX

/// The process between daemon and agent: it outlives the daemon, and the agent does not outlive it.
package enum Supervisor {
    /// The hidden command of the executable that `AgentRun.start` calls.
    package static let command = "supervise"
    static let readyWord = "ready"

    /// Runs the agent that the folder's launch record describes, until it has ended and its exit is recorded. Call it on the main
    /// thread before there is any other. Reads the secrets from standard input; says `ready` or why not on standard output.
    ///
    /// `open` starts the proxy to the model of a run that has one.
    package static func run(folder path: String, open: ModelGateway.Opener) -> Int32 {
        let folder = RunFolder(path)
        do {
            try supervise(folder, open)
            return 0
        } catch {
            say("\(error)")
            return 1
        }
    }

    private static func supervise(_ folder: RunFolder, _ open: ModelGateway.Opener) throws {
        // Whoever holds the lock decides what became of the run: a daemon that gave it up, or this process.
        guard let lock = try FileLock.take(folder.lock) else { throw AgentError.folderInUse(folder.path) }
        guard try folder.readExit() == nil else { throw AgentError.folderInUse(folder.path) }
        CurrentProcess.ignoreBrokenPipes()
        CurrentProcess.ignoreHangUps()
        let stopSignals = try CurrentProcess.stopSignals()
        try CurrentProcess.forbidDumps()
        try CurrentProcess.adoptOrphans()
        guard let launch = try folder.readJSON(folder.launch) else { throw AgentError.storage("\(folder.launch) is missing") }
        let record = try LaunchRecord(launch)
        let prompt = try Files.read(folder.prompt)
        let secrets = SupervisorSecrets(try JSONValue(parsing: try Descriptor(owning: dup(0)).readAll(limit: 1 << 20)))
        guard let identity = ProcessIdentity(of: CurrentProcess.identifier) else { throw SystemError("read", "/proc/self/stat") }
        try Files.write(identity.json.bytes, to: folder.supervisor)
        var environment = secrets.environment.mapValues(\.exposedText)
        let gateway = try openGateway(record, folder, secrets, &environment, open)
        defer { gateway?.close() }
        let exit = watch(record, folder, prompt, environment, stopSignals)
        try persist(exit, in: folder)
        _ = consume lock
    }

    /// Opens the way to the model before the agent starts, and tells the agent of it.
    private static func openGateway(
        _ record: LaunchRecord, _ folder: RunFolder, _ secrets: SupervisorSecrets, _ environment: inout [String: String],
        _ open: ModelGateway.Opener
    ) throws -> ModelGateway? {
        guard let route = record.model else { return nil }
        guard let key = secrets.modelKey, let nonce = secrets.modelNonce else {
            throw AgentError.invalidLaunch("the key to its model was not handed over")
        }
        let listener: ModelGateway.Listener = record.isBridged ? .socket(path: folder.modelSocket) : .loopback
        let order = ModelGateway.Order(
            route: route, key: key, nonce: nonce, listener: listener, ledger: folder.modelLedger)
        let gateway = try open(order)
        let port = record.isBridged ? ModelBridge.port : gateway.port
        environment["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:\(port)"
        environment[route.scheme.variable] = nonce.exposedText
        return gateway
    }

    private static func watch(
        _ record: LaunchRecord, _ folder: RunFolder, _ prompt: [UInt8], _ secrets: [String: String],
        _ stopSignals: consuming Descriptor
    ) -> ExitRecord {
        do {
            let supervision = try Supervision(
                record, folder: folder, prompt: prompt, secrets: secrets, stopSignals: stopSignals)
            say(readyWord)
            return supervision.watch()
        } catch {
            say(readyWord)
            let program = record.arguments[0]
            let isMissing = error.call == "start" && error.code == ENOENT
            let now = WallClock.now
            return ExitRecord(
                end: .notStarted(program: program, isMissing: isMissing, message: "\(error)"), isSandboxed: record.isSandboxed,
                startedAt: now, endedAt: now)
        }
    }

    /// A full disk may have room again soon, and a run without a record counts as lost.
    private static func persist(_ exit: ExitRecord, in folder: RunFolder) throws(SystemError) {
        for _ in 0..<30 {
            do {
                try folder.write(exit: exit)
                return
            } catch  where error.isOutOfSpace {
                usleep(1_000_000)
            }
        }
        try folder.write(exit: exit)
    }

    private static func say(_ line: String) {
        // The daemon may have gone away since; nobody is left to tell then.
        try? Descriptor(owning: dup(1)).writeAll(Array("\(line)\n".utf8))
    }
}
