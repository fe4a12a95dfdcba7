internal import POSIX
internal import BlockingWork

/// The sandbox of this machine: bubblewrap, tried before it is trusted.
package enum Sandbox {
    static let work = BlockingWork(label: "hookbot.sandbox", width: 4)

    static func program(_ configured: String?) -> String? {
        ChildCommand.find(configured ?? "bwrap", path: "/usr/local/bin:/usr/bin:/bin")
    }

    /// Starts programs inside that try what must not work: to read our files, to find somebody's home, to write outside the
    /// tree. Takes some tens of milliseconds; `folder` is where its own short-lived files go.
    package static func selfTest(
        program configured: String? = nil, network: SandboxNetwork = .shared, folder: String = "/tmp"
    ) async -> SandboxCheck {
        guard let program = program(configured) else { return .unavailable(.missing) }
        do {
            let scratch = try Files.makeTemporaryFolder(in: folder, prefix: "hookbot-probe-")
            let check = await probe(program, network: network, scratch: scratch)
            try Files.removeTree(scratch)
            return check
        } catch {
            return .unavailable(reason: "the probe's files cannot be written: \(error)", remedy: "Check the space on the disk.")
        }
    }

    private static func probe(_ program: String, network: SandboxNetwork, scratch: String) async -> SandboxCheck {
        do {
            let files = RunFolder(scratch)
            let tree = "\(scratch)/tree"
            let canary = "\(scratch)/canary"
            try Files.makeFolder(tree)
            for (path, text) in [
                (canary, "canary"), (files.users, SandboxPlan.userList()), (files.groups, SandboxPlan.groupList),
            ] {
                try Files.write(Array(text.utf8), to: path)
            }
            let plan = SandboxPlan(
                program: program, layout: .current(), network: network, readable: [], writable: [], tree: tree,
                memoryFolderBytes: 1 << 20, users: files.users, groups: files.groups)
            for attempt in attempts(tree: tree, canary: canary) {
                let command = ChildCommand(
                    program, plan.arguments(for: attempt.command),
                    environment: AgentEnvironment.base(home: SandboxPlan.home, temporaryFolder: "/tmp"))
                let result = try await command.run(on: work, timeout: .seconds(20), outputLimit: 1 << 20)
                let errorOutput = String(decoding: result.errorOutput, as: UTF8.self)
                // Its own complaint means that the program inside never ran, so that a failure proves nothing.
                guard !errorOutput.hasPrefix("bwrap: ") else {
                    return .unavailable(SandboxDiagnosis(errorOutput: errorOutput))
                }
                let output = String(decoding: result.output, as: UTF8.self)
                guard attempt.isAsExpected(result.end, output) else {
                    return .unavailable(
                        reason: "inside the sandbox, \(attempt.purpose)",
                        remedy: "Do not run agents on this machine before that is fixed.")
                }
            }
            return .working(program: program)
        } catch {
            return .unavailable(reason: "the probe could not run: \(error)", remedy: SandboxDiagnosis.missing.remedy)
        }
    }

    private struct Attempt {
        let command: [String]
        /// Completes "inside the sandbox, …" where it goes wrong.
        let purpose: String
        let isAsExpected: (ChildEnd, String) -> Bool
    }

    private static func attempts(tree: String, canary: String) -> [Attempt] {
        [
            Attempt(command: ["/usr/bin/touch", "\(tree)/file"], purpose: "the tree cannot be written to") { end, _ in
                end == .exited(0)
            },
            Attempt(command: ["/usr/bin/ls", "-A", SandboxPlan.home], purpose: "HOME is not empty") { end, output in
                end == .exited(0) && output.isEmpty
            },
            Attempt(command: ["/usr/bin/cat", canary], purpose: "files beside the tree can be read") { end, output in
                end != .exited(0) && output.isEmpty
            },
            Attempt(command: ["/usr/bin/touch", "/usr/hookbot-probe"], purpose: "/usr can be written to") { end, _ in
                end != .exited(0)
            },
            Attempt(command: ["/usr/bin/touch", "/hookbot-probe"], purpose: "the root can be written to") { end, _ in
                end != .exited(0)
            },
        ]
    }
}

extension SandboxCheck {
    fileprivate static func unavailable(_ diagnosis: SandboxDiagnosis) -> SandboxCheck {
        .unavailable(reason: diagnosis.reason, remedy: diagnosis.remedy)
    }
}
