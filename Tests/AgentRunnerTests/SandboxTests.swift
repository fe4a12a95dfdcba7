import AgentRunner
import POSIX
import Testing

@Suite(.timeLimit(.minutes(2))) struct SandboxTests {
    @Test func `the sandbox works here and proves it`() async {
        #expect(await Sandbox.selfTest() == .working(program: "/usr/bin/bwrap"))
    }

    @Test func `a bubblewrap that shows too much is not trusted`() async throws {
        try await AgentRig.with { rig in
            // Runs what it is asked to, without any sandbox: everything after "--".
            let script = "#!/bin/sh\nwhile [ \"$1\" != -- ]; do shift; done\nshift\nexec \"$@\"\n"
            let program = "\(rig.root)/bwrap"
            try await rig.install(Array(script.utf8), as: program)
            guard case .unavailable(let reason, _) = await Sandbox.selfTest(program: program) else {
                Issue.record("trusted")
                return
            }
            #expect(reason.hasPrefix("inside the sandbox, "))
        }
    }

    @Test func `nothing outside the tree can be read or written`() async throws {
        try await AgentRig.with { rig in
            let canary = "\(rig.root)/canary"
            try Files.write(Array("secret-canary\n".utf8), to: canary)
            let script = """
                for f in \(canary) \(rig.folder)/prompt.txt \(rig.folder)/launch.json /root/.bashrc /etc/shadow /etc/hostname; do
                  cat "$f" && echo "READ $f"
                done
                for d in / /usr /etc /dev /home \(rig.folder) /var /proc/sys; do
                  ( : > "$d/x" ) && echo "WROTE $d"
                done
                : > \(rig.root)/x; rm \(rig.root)/agent.sh
                ls -A "$HOME"
                : > "$HOME/own" && : > /tmp/own && : > /dev/shm/own && : > mine && echo INSIDE
                id -u; uname -n
                """
            let (exit, output, _) = try await rig.run(script, .required)
            #expect(exit.end == .exited(0))
            #expect(output == "INSIDE\n1000\nagent\n")
            #expect(Files.exists("\(rig.tree)/mine"))
            // There it may write, as /tmp inside is a folder in memory, but nothing of that is ours.
            #expect(Files.exists("\(rig.root)/agent.sh"))
            #expect(!Files.exists("\(rig.root)/x") && !Files.exists("\(rig.folder)/x"))
        }
    }

    @Test func `a folder given for reading can be read and not written`() async throws {
        try await AgentRig.with { rig in
            let clone = "\(rig.root)/clone"
            try Files.makeFolder(clone)
            try Files.write(Array("object\n".utf8), to: "\(clone)/pack")
            try Files.write(Array("gitdir\n".utf8), to: "\(rig.tree)/.git")
            let script = "cat \(clone)/pack; ( : > \(clone)/new ) || echo refused; ( echo evil > .git ) || echo refused"
            let output = try await rig.run(script, .required) { $0.sandbox.readable += [clone, "\(rig.tree)/.git"] }.output
            #expect(output == "object\nrefused\nrefused\n")
            #expect(try Files.readText("\(rig.tree)/.git") == "gitdir\n")
        }
    }

    @Test func `a folder given for writing keeps what was written`() async throws {
        try await AgentRig.with { rig in
            let config = "\(rig.root)/config"
            try Files.makeFolder(config)
            _ = try await rig.run("echo kept > \(config)/file", .required) { $0.sandbox.writable = [config] }
            #expect(try Files.readText("\(config)/file") == "kept\n")
        }
    }

    @Test func `the agent is alone: no other process, no way to a new namespace, no privilege`() async throws {
        try await AgentRig.with { rig in
            let script = """
                ls /proc | grep -c '^[0-9]'
                unshare -U true 2>/dev/null || echo no-namespace
                grep -E '^(CapEff|CapBnd|NoNewPrivs):' /proc/self/status | tr -d '\\t'
                """
            let output = try await rig.run(script, .required).output
            let lines = output.split(separator: "\n")
            #expect(try #require(lines.first.flatMap { Int($0) }) <= 5)
            #expect(lines.dropFirst() == ["no-namespace", "CapEff:0000000000000000", "CapBnd:0000000000000000", "NoNewPrivs:1"])
        }
    }

    @Test func `without a network there is only a loopback of its own`() async throws {
        try await AgentRig.with { rig in
            let output = try await rig.run("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '", .required) {
                $0.sandbox.network = .none
            }.output
            #expect(output == "lo\n")
        }
    }
}
