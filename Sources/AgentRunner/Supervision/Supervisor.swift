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
    package static func run(folder path: String) -> Int32 {
        let folder = RunFolder(path)
        do {
            try supervise(folder)
            return 0
        } catch {
            say("\(error)")
            return 1
        }
    }

    private static func supervise(_ folder: RunFolder) throws {
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
        let secrets = try JSONValue(parsing: try Descriptor(owning: dup(0)).readAll(limit: 1 << 20))
        guard let identity = ProcessIdentity(of: CurrentProcess.identifier) else { throw SystemError("read", "/proc/self/stat") }
        try Files.write(identity.json.bytes, to: folder.supervisor)
        let exit = watch(record, folder, prompt, (secrets.object ?? [:]).compactMapValues(\.string), stopSignals)
        try persist(exit, in: folder)
        _ = consume lock
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
