internal import BlockingWork
internal import Glibc
internal import Identifiers
internal import JSON
internal import POSIX

extension AgentRun {
    /// Starts an agent under a supervisor of its own. `executable` is the program that runs `Supervisor.run` for
    /// `supervise FOLDER`. A sandbox check made before spares this start its own.
    package static func start(
        _ launch: AgentLaunch, executable: String, check: SandboxCheck? = nil
    ) async throws(AgentError) -> AgentRun {
        guard let program = launch.arguments.first, program.hasPrefix("/"), launch.tree.hasPrefix("/"),
            launch.folder.hasPrefix("/")
        else { throw .invalidLaunch("its program, tree and folder must be absolute paths") }
        guard launch.folder != launch.tree, !launch.folder.hasPrefix(launch.tree + "/") else {
            throw .invalidLaunch("the run folder lies in the tree that the agent may change")
        }
        let isOff = launch.sandbox.mode == .off
        var sandbox = check
        if sandbox == nil && !isOff {
            sandbox = await Sandbox.selfTest(program: launch.sandbox.program, network: launch.sandbox.network)
        }
        let decision = try SandboxDecision.decide(launch.sandbox.mode, check: sandbox)
        do {
            return try await work.run { try startBlocking(launch, decision, executable: executable) }
        } catch let error as AgentError {
            throw error
        } catch {
            throw .storage("\(error)")
        }
    }

    private static func startBlocking(
        _ launch: AgentLaunch, _ decision: SandboxDecision, executable: String
    ) throws -> AgentRun {
        guard Files.isExecutable(launch.arguments[0]), !Files.isFolder(launch.arguments[0]) else {
            throw AgentError.missingProgram(launch.arguments[0])
        }
        guard Files.isFolder(launch.tree) else { throw AgentError.invalidLaunch("its tree \(launch.tree) is missing") }
        let folder = RunFolder(launch.folder)
        try Files.makeFolder(folder.path)
        guard !Files.exists(folder.launch), !Files.exists(folder.exit) else { throw AgentError.folderInUse(folder.path) }
        try Files.write(Array(launch.prompt.utf8), to: folder.prompt)
        let record = try prepare(launch, decision, folder, executable: executable)
        try Files.write(record.json.bytes, to: folder.launch)
        let secrets = SupervisorSecrets(environment: launch.secrets, modelKey: launch.model?.key, modelNonce: launch.model?.nonce)
        return try spawn(folder, record, secrets: secrets, note: decision.note, executable: executable)
    }

    private static func prepare(
        _ launch: AgentLaunch, _ decision: SandboxDecision, _ folder: RunFolder, executable: String
    ) throws(SystemError) -> LaunchRecord {
        // With the host's network, the port inside would be the host's own, and two runs would meet at it.
        let isBridged = launch.model != nil && decision.program != nil && launch.sandbox.network == .none
        var arguments = launch.arguments
        var base = AgentEnvironment.base(home: folder.home, temporaryFolder: folder.temporary)
        if let program = decision.program {
            base = AgentEnvironment.base(home: SandboxPlan.home, temporaryFolder: "/tmp")
            try Files.write(Array(SandboxPlan.userList().utf8), to: folder.users)
            try Files.write(Array(SandboxPlan.groupList.utf8), to: folder.groups)
            var own = [launch.arguments[0], Files.resolved(launch.arguments[0]) ?? launch.arguments[0]]
            if own[0] == own[1] { own.removeLast() }
            var command = launch.arguments
            var writable = launch.sandbox.writable
            if isBridged {
                command = ModelBridge.arguments(executable: executable, socket: folder.modelSocket, command: command)
                // The bridge runs inside, and may need libraries that lie beside the system's.
                own += [executable] + CurrentProcess.libraries.sorted()
                writable.append(folder.modelSocket)
            }
            let plan = SandboxPlan(
                program: program, layout: .current(), network: launch.sandbox.network,
                readable: launch.sandbox.readable + own, writable: writable,
                tree: launch.tree, memoryFolderBytes: launch.sandbox.memoryFolderBytes, users: folder.users,
                groups: folder.groups)
            arguments = [program] + plan.arguments(for: command)
        } else {
            try Files.makeFolder(folder.home)
            try Files.makeFolder(folder.temporary)
        }
        return LaunchRecord(
            arguments: arguments, environment: base.merging(launch.environment) { _, own in own }, tree: launch.tree,
            isSandboxed: decision.program != nil, limits: launch.limits, heartbeat: launch.heartbeat,
            model: launch.model?.route, isBridged: isBridged)
    }

    private static func spawn(
        _ folder: RunFolder, _ record: LaunchRecord, secrets: SupervisorSecrets, note: String?, executable: String
    ) throws -> AgentRun {
        let log = try Descriptor(opening: folder.supervisorLog, flags: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW)
        let inputPipe = try Descriptor.pipe()
        let outputPipe = try Descriptor.pipe()
        let words = secrets.words
        // They fit the pipe and are written while we hold its other end, so that this neither waits nor raises SIGPIPE.
        guard words.count <= secretLimit else {
            throw AgentError.invalidLaunch("its secrets are longer than \(secretLimit) bytes")
        }
        try inputPipe.writing.writeAll(words)
        let child = try ChildProcess.start(
            ChildCommand(
                executable, [Supervisor.command, folder.path], environment: ["PATH": AgentEnvironment.path, "LANG": "C.UTF-8"],
                folder: "/"),
            input: inputPipe.reading.number, output: outputPipe.writing.number, errorOutput: log.number)
        _ = consume inputPipe
        let output = outputPipe.takeReading()
        do {
            let answer = try readLine(from: output)
            guard answer == Supervisor.readyWord else { throw AgentError.supervisorFailed(answer) }
            return try adopt(child, folder, record, note)
        } catch {
            child.kill()
            _ = child.wait()
            throw error
        }
    }

    /// Less than a pipe holds, pipe(7).
    private static let secretLimit = 32 << 10

    /// A supervisor may be done already; it is then our zombie, so that its number is still its own.
    private static func adopt(
        _ child: ChildProcess, _ folder: RunFolder, _ record: LaunchRecord, _ note: String?
    ) throws -> AgentRun {
        guard let value = try folder.readJSON(folder.supervisor), let identity = ProcessIdentity(value),
            identity.identifier == child.identifier
        else { throw AgentError.supervisorFailed("\(folder.supervisor) is not its record") }
        return AgentRun(
            folder: folder, supervisor: identity, end: try Descriptor.end(of: child.identifier),
            isSandboxed: record.isSandboxed, sandboxNote: note)
    }

    private static func readLine(
        from output: borrowing Descriptor, patience: Duration = .seconds(30)
    ) throws(AgentError) -> String {
        var line: [UInt8] = []
        while line.last != 0x0A && line.count < 4096 {
            guard output.waitUntilReadable(timeout: patience) else { throw .supervisorFailed("it said nothing for \(patience)") }
            var byte: UInt8 = 0
            guard read(output.number, &byte, 1) == 1 else { break }
            line.append(byte)
        }
        let text = DisplayText.oneLine(String(decoding: line, as: UTF8.self), length: 400)
        guard !text.isEmpty else { throw .supervisorFailed("it ended at once; its words are in supervisor.log of the run") }
        return text
    }

    static func pause() { usleep(5000) }
}
