import AgentRunner
import BlockingWork
import Glibc
import JSON
import POSIX
import Testing

@Suite(.timeLimit(.minutes(2))) struct AttachTests {
    @Test func `a run is found again while it goes on and after it has ended`() async throws {
        try await AgentRig.with { rig in
            _ = try await rig.start("echo ready; read -r go < fifo; echo done; exit 4") { _ in
                mkfifo("\(rig.tree)/fifo", 0o600)
            }
            guard case .running(let run) = try await AgentRun.attach(folder: rig.folder) else {
                Issue.record("not found")
                return
            }
            #expect(try await run.sees("ready"))
            let fifo = try Descriptor(opening: "\(rig.tree)/fifo", flags: O_WRONLY)
            try fifo.writeAll(Array("go\n".utf8))
            let exit = await run.wait()
            #expect(exit.end == .exited(4))
            guard case .ended(let record) = try await AgentRun.attach(folder: rig.folder) else {
                Issue.record("no record")
                return
            }
            #expect(record == exit)
        }
    }

    @Test func `what was read already is not read again`() async throws {
        try await AgentRig.with { rig in
            let run = try await rig.start("echo one; echo two; echo oops >&2")
            _ = await run.wait()
            var text = ""
            var last = StreamOffset()
            for await chunk in AgentRun.recordedEvents(folder: rig.folder, from: StreamOffset(output: 4, errorOutput: 5)) {
                text += String(decoding: chunk.bytes, as: UTF8.self)
                last = chunk.next
            }
            #expect(text == "two\n")
            #expect(last == StreamOffset(output: 8, errorOutput: 5))
        }
    }

    @Test func `an agent dies with its supervisor, and the run is lost`() async throws {
        try await AgentRig.with { rig in
            let run = try await rig.start("setsid sleep 300 & echo ready; sleep 300", .required)
            #expect(try await run.sees("ready"))
            let processes = ProcessTable.descendants(of: run.supervisor.identifier)
            #expect(processes.count >= 4, "two of the sandbox, two of the agent")
            let identities = processes.compactMap { ProcessIdentity(of: $0) }
            kill(run.supervisor.identifier, SIGKILL)
            #expect(await run.wait().end == .lost)
            for identity in identities {
                guard let end = try? Descriptor.end(of: identity.identifier) else { continue }
                let isGone = end.waitUntilReadable(timeout: .seconds(10))
                #expect(isGone, "process \(identity.identifier)")
            }
            guard case .lost = try await AgentRun.attach(folder: rig.folder) else {
                Issue.record("not lost")
                return
            }
        }
    }

    @Test func `another process with the supervisor's number is not taken for it`() async throws {
        try await AgentRig.with { rig in
            try Files.makeFolder(rig.folder)
            let own = try #require(ProcessIdentity(of: getpid()))
            let record: JSONValue = [
                "pid": JSONValue(own.identifier), "start_ticks": .string("\(own.startTicks + 1)"), "boot_id": .string(own.bootID),
            ]
            try Files.write(record.bytes, to: "\(rig.folder)/supervisor.json")
            guard case .lost = try await AgentRun.attach(folder: rig.folder) else {
                Issue.record("taken for it")
                return
            }
        }
    }

    @Test func `a run that never came to be is lost`() async throws {
        guard case .lost = try await AgentRun.attach(folder: "/no/such/folder") else {
            Issue.record("not lost")
            return
        }
    }

    @Test func `a supervisor that comes after its run was given up does nothing`() async throws {
        try await AgentRig.with { rig in
            let first = try await rig.start(": > first")
            _ = await first.wait()
            let names = ["launch.json", "prompt.txt"]
            let late = "\(rig.root)/late"
            try Files.makeFolder(late)
            for name in names { try Files.write(try Files.read("\(rig.folder)/\(name)"), to: "\(late)/\(name)") }
            try Files.remove("\(rig.tree)/first")
            guard case .lost = try await AgentRun.attach(folder: late) else {
                Issue.record("not lost")
                return
            }
            let result = try await ChildCommand(AgentRig.executable, ["supervise", late])
                .run(on: BlockingWork(label: "test", width: 1), input: Array("{}".utf8))
            #expect(result.end == .exited(1))
            #expect(!Files.exists("\(rig.tree)/first"))
        }
    }

    @Test func `an order to stop that comes before the agent counts`() async throws {
        try await AgentRig.with { rig in
            try Files.makeFolder(rig.folder)
            try Files.write([], to: "\(rig.folder)/cancel")
            let exit = try await rig.run("sleep 100").exit
            #expect(exit.stop == .cancelled)
        }
    }

    @Test func `a record that cannot be read is an error, and stays as it is`() async throws {
        try await AgentRig.with { rig in
            try Files.makeFolder(rig.folder)
            try Files.write(Array("{".utf8), to: "\(rig.folder)/exit.json")
            _ = await #expect(throws: AgentError.self) { try await AgentRun.attach(folder: rig.folder) }
            #expect(try Files.readText("\(rig.folder)/exit.json") == "{")
        }
    }

    @Test func `many runs at once keep apart`() async throws {
        try await AgentRig.with { rig in
            try await withThrowingTaskGroup(of: (Int, ExitRecord, String).self) { group in
                for index in 1...12 {
                    let launch = try rig.launch("read -r line; echo $line; exit $line", prompt: "") {
                        $0.folder = "\(rig.root)/run-\(index)"
                        $0.prompt = "\(index)\n"
                    }
                    group.addTask {
                        let run = try await AgentRun.start(launch, executable: AgentRig.executable)
                        return (index, await run.wait(), try Files.readText(run.folder.output))
                    }
                }
                for try await (index, exit, output) in group {
                    #expect(exit.end == .exited(Int32(index)))
                    #expect(output == "\(index)\n")
                }
            }
        }
    }
}
