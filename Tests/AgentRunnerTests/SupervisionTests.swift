import AgentRunner
import Glibc
import Identifiers
import POSIX
import Testing

@Suite(.timeLimit(.minutes(2))) struct SupervisionTests {
    @Test(arguments: bothModes) func `an agent gets its prompt and its words come back`(mode: SandboxMode) async throws {
        let prompt = String(repeating: "0123456789\n", count: 30_000)
        try await AgentRig.with { rig in
            let (exit, output, errorOutput) = try await rig.run("wc -c; echo oops >&2; pwd", mode, prompt: prompt)
            #expect(exit.end == .exited(0))
            #expect(exit.stop == nil)
            #expect(exit.isSandboxed == (mode == .required))
            #expect(output == "330000\n\(rig.tree)\n")
            #expect(errorOutput == "oops\n")
            #expect(exit.errorTail == "oops\n")
            #expect(exit.outputBytes == output.utf8.count)
            #expect(exit.residentBytes > 0)
        }
    }

    @Test(arguments: bothModes) func `an exit code is recorded`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let exit = try await rig.run("exit 7", mode).exit
            #expect(exit.end == .exited(7))
        }
    }

    @Test func `an agent killed by a signal is recorded as that`() async throws {
        try await AgentRig.with { rig in
            let exit = try await rig.run("kill -9 $$").exit
            #expect(exit.end == .signalled(9))
        }
    }

    @Test(arguments: bothModes) func `an agent asked to end may do so in its own way`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let run = try await rig.start("trap 'echo bye; exit 3' TERM; echo ready; sleep 100 & wait", mode) {
                $0.limits.grace = .seconds(30)
            }
            #expect(try await run.sees("ready"))
            try run.cancel()
            let exit = await run.wait()
            #expect(exit.stop == .cancelled)
            #expect(exit.end == .exited(3))
            #expect(try Files.readText(run.folder.output) == "ready\nbye\n")
        }
    }

    @Test(arguments: bothModes) func `an agent that ignores the request is ended`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let run = try await rig.start("trap '' TERM HUP INT; echo ready; while :; do sleep 1; done", mode)
            #expect(try await run.sees("ready"))
            try run.cancel()
            #expect(await run.wait().stop == .cancelled)
        }
    }

    @Test(arguments: bothModes) func `a silent agent ends at the idle limit`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let exit = try await rig.run("echo once; sleep 100", mode) { $0.limits.idle = .milliseconds(300) }.exit
            #expect(exit.stop == .idleLimit)
            #expect(exit.endedAt - exit.startedAt < .seconds(20))
        }
    }

    @Test func `a busy agent ends at the wall limit`() async throws {
        try await AgentRig.with { rig in
            let exit = try await rig.run("while :; do echo x; sleep 0.05; done") { $0.limits.wall = .milliseconds(400) }.exit
            #expect(exit.stop == .wallLimit)
        }
    }

    @Test(arguments: bothModes) func `a flood is cut off and only its ends are kept`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let (exit, output, _) = try await rig.run("yes", mode) {
                $0.limits.outputTotal = 4 << 20
                $0.limits.outputHead = 64 << 10
                $0.limits.outputTail = 32 << 10
            }
            #expect(exit.stop == .outputLimit)
            #expect(exit.outputBytes > 4 << 20)
            #expect(output.utf8.count < 97 << 10)
            #expect(output.contains("hookbot_omitted"))
        }
    }

    @Test func `a line without end does not fill the disk`() async throws {
        try await AgentRig.with { rig in
            let (exit, output, _) = try await rig.run("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo end") {
                $0.limits.line = 1000
            }
            #expect(exit.end == .exited(0))
            #expect(output == String(repeating: "x", count: 1000) + "\nend\n")
        }
    }

    @Test(arguments: bothModes) func `what fled into a session of its own does not survive`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let script = """
                setsid sh -c 'setsid flock lock sh -c "echo held; exec sleep 300" & exit' &
                read line
                exec sleep 300
                """
            let run = try await rig.start(script, mode)
            #expect(try await run.sees("held"))
            #expect(try rig.isHeld("lock"), "the fugitive runs")
            try run.cancel()
            _ = await run.wait()
            #expect(try !rig.isHeld("lock"), "the fugitive is gone")
        }
    }

    @Test(arguments: bothModes) func `children left behind end with the agent`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let script = """
                mkfifo started
                for i in 1 2 3 4 5 6 7 8 9 10; do
                  setsid sh -c 'exec 9>>lock; flock -s 9; echo x > started; exec sleep 300' &
                  head -c 1 started > /dev/null
                done
                exit 0
                """
            let exit = try await rig.run(script, mode).exit
            #expect(exit.end == .exited(0))
            #expect(try !rig.isHeld("lock"))
        }
    }

    @Test(arguments: bothModes) func `an agent that closes its outputs is still waited for`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let exit = try await rig.run("exec 1>&- 2>&-; sleep 0.3; : > late; exit 5", mode).exit
            #expect(exit.end == .exited(5))
            #expect(Files.exists("\(rig.tree)/late"))
        }
    }

    @Test func `a supervisor told to end takes its agent along`() async throws {
        try await AgentRig.with { rig in
            let run = try await rig.start("echo ready; sleep 100")
            #expect(try await run.sees("ready"))
            kill(run.supervisor.identifier, SIGTERM)
            #expect(await run.wait().stop == .shutDown)
        }
    }

    @Test func `without a sign of life from a daemon the agent ends`() async throws {
        try await AgentRig.with { rig in
            let exit = try await rig.run("sleep 100") {
                $0.heartbeat = "\(rig.root)/alive"
                $0.limits.orphan = .milliseconds(200)
            }.exit
            #expect(exit.stop == .orphaned)
        }
    }

    @Test func `a daemon's sign of life keeps the agent going`() async throws {
        try await AgentRig.with { rig in
            let heartbeat = Heartbeat("\(rig.root)/alive")
            try heartbeat.beat()
            let exit = try await rig.run("sleep 0.3") {
                $0.heartbeat = heartbeat.path
                $0.limits.orphan = .seconds(30)
            }.exit
            #expect(exit.stop == nil)
        }
    }

    @Test func `a tree that grows beyond its limit ends the agent`() async throws {
        try await AgentRig.with { rig in
            let exit = try await rig.run("head -c 5000000 /dev/zero > big; sleep 100") { $0.limits.treeBytes = 1 << 20 }.exit
            #expect(exit.stop == .treeLimit)
        }
    }

    @Test(arguments: bothModes) func `limits bind the agent`(mode: SandboxMode) async throws {
        try await AgentRig.with { rig in
            let script = "ulimit -n; ulimit -c; ulimit -t; head -c 2000000 /dev/zero > big; wc -c < big"
            let output = try await rig.run(script, mode) {
                $0.limits.openFiles = 100
                $0.limits.processorSeconds = 50
                $0.limits.fileBytes = 1_000_000
            }.output
            #expect(output == "100\n0\n50\n1000000\n")
        }
    }

    @Test func `a program that the system cannot run is recorded with the reason`() async throws {
        try await AgentRig.with { rig in
            let program = "\(rig.root)/agent"
            try await rig.install([0x7F, 0x45, 0x4C, 0x46], as: program)
            var launch = try rig.launch("")
            launch.arguments = [program]
            let run = try await AgentRun.start(launch, executable: AgentRig.executable)
            guard case .notStarted(program, isMissing: false, let message) = await run.wait().end else {
                Issue.record("it ran")
                return
            }
            #expect(message.contains("Exec format error"))
        }
    }
}
