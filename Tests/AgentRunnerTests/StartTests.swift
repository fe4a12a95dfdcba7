import AgentRunner
import Identifiers
import POSIX
import Testing

@Suite(.timeLimit(.minutes(2))) struct StartTests {
    @Test func `a missing program is named before anything is made`() async throws {
        try await AgentRig.with { rig in
            var launch = try rig.launch("")
            launch.arguments = ["/no/such/agent"]
            await #expect(throws: AgentError.missingProgram("/no/such/agent")) {
                try await AgentRun.start(launch, executable: AgentRig.executable)
            }
            #expect(!Files.exists(rig.folder))
        }
    }

    @Test func `a run folder serves one run`() async throws {
        try await AgentRig.with { rig in
            _ = await (try await rig.start("exit 0")).wait()
            await #expect(throws: AgentError.folderInUse(rig.folder)) { _ = try await rig.start("exit 0") }
        }
    }

    @Test func `a run folder within the agent's reach is refused`() async throws {
        try await AgentRig.with { rig in
            await #expect(throws: AgentError.invalidLaunch("the run folder lies in the tree that the agent may change")) {
                _ = try await rig.start("exit 0") { $0.folder = "\(rig.tree)/run" }
            }
        }
    }

    @Test func `a supervisor that cannot start is an error`() async throws {
        try await AgentRig.with { rig in
            let launch = try rig.launch("exit 0")
            _ = await #expect(throws: AgentError.self) { try await AgentRun.start(launch, executable: "/bin/true") }
        }
    }

    @Test func `a required sandbox that is missing starts nothing, a preferred one is noted`() async throws {
        try await AgentRig.with { rig in
            let missing = await Sandbox.selfTest(program: "/no/such/bwrap")
            let reason = "bubblewrap (bwrap) is not installed"
            let remedy = "Install it: apt install bubblewrap."
            #expect(missing == .unavailable(reason: reason, remedy: remedy))
            let required = try rig.launch(": > ran", .required)
            await #expect(throws: AgentError.sandboxUnavailable(reason: reason, remedy: remedy)) {
                try await AgentRun.start(required, executable: AgentRig.executable, check: missing)
            }
            #expect(!Files.exists("\(rig.tree)/ran"))
            let preferred = try rig.launch(": > ran", .preferred)
            let run = try await AgentRun.start(preferred, executable: AgentRig.executable, check: missing)
            #expect(run.sandboxNote == "Without a sandbox: \(reason). \(remedy)")
            #expect(await run.wait().isSandboxed == false)
            #expect(Files.exists("\(rig.tree)/ran"))
        }
    }

    @Test(arguments: bothModes) func `the environment holds what was given and nothing else`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let output = try await rig.run("exec env", mode) {
                $0.environment = ["GIVEN": "1"]
                $0.secrets = ["ANTHROPIC_API_KEY": Secret("sk-canary")]
            }.output
            let names = Set(output.split(separator: "\n").compactMap { $0.split(separator: "=").first })
            let expected: Set<Substring> = [
                "PATH", "HOME", "TMPDIR", "USER", "LANG", "TERM", "TZ", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_GLOBAL",
                "GIT_TERMINAL_PROMPT", "GIVEN", "ANTHROPIC_API_KEY", "PWD",
            ]
            #expect(names == expected)
            #expect(output.contains("ANTHROPIC_API_KEY=sk-canary\n"))
            for name in try Files.names(in: rig.folder)
            where !name.hasPrefix("events") && !Files.isFolder("\(rig.folder)/\(name)") {
                #expect(try !Files.readText("\(rig.folder)/\(name)").contains("sk-canary"), "\(name)")
            }
        }
    }

    @Test(arguments: bothModes) func `an agent inherits no descriptor`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let open = try Descriptor(opening: "/dev/null", flags: 0)
            let output = try await rig.run("exec ls /proc/self/fd", mode).output
            _ = consume open
            #expect(output == "0\n1\n2\n3\n", "3 is the folder that ls itself reads")
        }
    }

    @Test func `a program that speaks Claude's stream is judged by its result`() async throws {
        try await AgentRig.with { rig in
            let script = """
                cat > prompt
                echo '\(StreamTests.initLine)'
                echo "$@" > arguments
                echo '\(StreamTests.resultLine)'
                """
            let path = "\(rig.root)/claude.sh"
            try Files.write(Array(script.utf8), to: path)
            let config = "\(rig.root)/config"
            try Files.makeFolder(config)
            let claude = ClaudeInvocation(
                command: ["/bin/sh", path], session: .new("s-1"), configFolder: config, credential: .none)
            let launch = AgentLaunch(
                folder: rig.folder, claude: claude, prompt: try AgentPrompt(instructions: "Fix it.").text(), tree: rig.tree,
                sandbox: SandboxSettings(readable: [path]))
            let run = try await AgentRun.start(launch, executable: AgentRig.executable, check: await AgentRig.check.value)
            var reader = AgentStreamReader(tree: rig.tree)
            var progress = AgentProgress()
            for await chunk in run.events() where chunk.source == .output {
                for event in reader.read(chunk.bytes) { progress.apply(event) }
            }
            let outcome = AgentOutcome.decide(exit: await run.wait(), result: progress.result)
            #expect(outcome == .finished(summary: "Done."))
            #expect(progress.session?.model == "m-1")
            #expect(try Files.readText("\(rig.tree)/prompt").hasSuffix("Fix it.\n"))
            #expect(try Files.readText("\(rig.tree)/arguments").hasPrefix("-p --output-format stream-json --verbose "))
        }
    }
}
