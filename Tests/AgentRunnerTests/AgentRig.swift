import AgentRunner
import BlockingWork
import POSIX
import TestSupport
import Testing

/// A tree, a run folder and scripted agents for one test.
struct AgentRig {
    let root: String
    var tree: String { "\(root)/tree" }
    var folder: String { "\(root)/run" }

    static let check = Task { await Sandbox.selfTest() }

    /// The program under test lies beside the test bundle.
    static let executable: String = {
        let own = Files.linkTarget("/proc/self/exe") ?? ""
        return "\(Files.folder(of: own) ?? "")/hookbot"
    }()

    @discardableResult static func with<R>(_ body: (AgentRig) async throws -> R) async throws -> R {
        try await withTemporaryFolder { root in
            let rig = AgentRig(root: root)
            try Files.makeFolder(rig.tree)
            return try await body(rig)
        }
    }

    func launch(
        _ script: String, _ mode: SandboxMode = .off, prompt: String = "Do it.\n", change: (inout AgentLaunch) -> Void = { _ in }
    ) throws -> AgentLaunch {
        let path = "\(root)/agent.sh"
        try Files.write(Array(script.utf8), to: path)
        var launch = AgentLaunch(
            folder: folder, arguments: ["/bin/sh", path], prompt: prompt, tree: tree,
            sandbox: SandboxSettings(mode: mode, readable: [path]))
        launch.limits.grace = .milliseconds(300)
        launch.limits.wall = .seconds(60)
        launch.limits.idle = .seconds(60)
        change(&launch)
        return launch
    }

    func start(
        _ script: String, _ mode: SandboxMode = .off, prompt: String = "Do it.\n", change: (inout AgentLaunch) -> Void = { _ in }
    ) async throws -> AgentRun {
        let launch = try launch(script, mode, prompt: prompt, change: change)
        return try await AgentRun.start(launch, executable: Self.executable, check: await Self.check.value)
    }

    /// Whether a process holds the lock of a file in the tree.
    func isHeld(_ name: String) throws -> Bool {
        let lock = try FileLock.take("\(tree)/\(name)")
        return lock == nil
    }

    /// Makes a program by way of another process: a file that this one has open for writing, or a child of it between fork
    /// and exec, cannot be executed (ETXTBSY).
    func install(_ content: [UInt8], as path: String) async throws {
        try Files.write(content, to: "\(root)/source")
        let work = BlockingWork(label: "test.install", width: 1)
        let result = try await ChildCommand("/usr/bin/install", ["-m", "700", "\(root)/source", path]).run(on: work)
        try #require(result.succeeded)
    }

    /// Runs a script to its end; gives the record and both outputs.
    func run(
        _ script: String, _ mode: SandboxMode = .off, prompt: String = "Do it.\n", change: (inout AgentLaunch) -> Void = { _ in }
    ) async throws -> (exit: ExitRecord, output: String, errorOutput: String) {
        let run = try await start(script, mode, prompt: prompt, change: change)
        let exit = await run.wait()
        return (exit, try Files.readText(run.folder.output), try Files.readText(run.folder.errorOutput))
    }
}

extension AgentRun {
    /// Waits until the agent has written this line.
    func sees(_ line: String) async throws -> Bool {
        var text = ""
        for await chunk in events() where chunk.source == .output {
            text += String(decoding: chunk.bytes, as: UTF8.self)
            if text.split(separator: "\n").contains(Substring(line)) { return true }
        }
        return false
    }
}

/// Where a test does the same with and without a sandbox.
let bothModes: [SandboxMode] = [.off, .required]
