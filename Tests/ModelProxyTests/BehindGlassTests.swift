import AgentRunner
import Identifiers
import JSON
import ModelSandbox
import POSIX
import TestSupport
import Testing

/// A real supervisor, sandbox and bridge, with an agent that speaks to its model by hand.
@Suite(.timeLimit(.minutes(2))) struct BehindGlassTests {
    static let key = "sk-ant-the-account-s-own-key"
    static let nonce = "sk-ant-hookbot-good-for-one-run"
    /// Asks the model once, with whatever the environment says.
    static let ask = """
        address=${ANTHROPIC_BASE_URL#http://}
        exec 3<>/dev/tcp/${address%:*}/${address#*:}
        body='{"model":"claude-test","max_tokens":9,"messages":[{"role":"user","content":"hello"}]}'
        printf 'POST /v1/messages HTTP/1.1\\r\\nHost: model\\r\\nx-api-key: %s\\r\\nContent-Length: %d\\r\\nConnection: close\\r\\n\\r\\n%s' \\
          "$ANTHROPIC_API_KEY" ${#body} "$body" >&3
        cat <&3
        echo
        """

    /// How an agent may be kept: in the sandbox without network, in the sandbox with it, and without a sandbox.
    static let ways: [(SandboxMode, SandboxNetwork)] = [(.required, .none), (.required, .shared), (.off, .shared)]

    @Test(arguments: ways)
    func `an agent reaches its model and never holds the key`(mode: SandboxMode, network: SandboxNetwork) async throws {
        try await Self.with { folder, model in
            let output = try await Self.run(
                Self.ask + "env; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n'", in: folder,
                model.url, mode, network)
            #expect(output.contains("the model's own words"), "\(output)")
            #expect(output.contains(Self.nonce))
            #expect(!output.contains(Self.key))
            #expect(model.requests.count == 1)
            for place in try Self.files(below: folder) {
                #expect(try Files.read(place).firstRange(of: Self.key.utf8) == nil, "the key lies in \(place)")
            }
            let ledger = ModelLedger(runFolder: "\(folder)/run")
            #expect(ledger.requests == 1 && ledger.outputTokens > 0)
        }
    }

    @Test func `an agent without network reaches nothing but its model`() async throws {
        try await Self.with { folder, model in
            let port = model.url.split(separator: ":").last ?? ""
            let script = """
                for place in 127.0.0.1/\(port) 1.1.1.1/443 169.254.169.254/80; do
                  ( exec 3<>/dev/tcp/$place ) 2>/dev/null && echo "TCP $place"
                  ( exec 3<>/dev/udp/$place && echo x >&3 ) 2>/dev/null && case $place in 127.*) ;; *) echo "UDP $place" ;; esac
                done
                echo "interfaces: $(ls /sys/class/net 2>/dev/null | tr '\\n' ' ')"
                echo "sockets: $(tail -n +2 /proc/net/unix | wc -l)"
                tail -n +2 /proc/net/unix
                """
            let output = try await Self.run(script, in: folder, model.url, .required, .none)
            #expect(!output.contains("TCP ") && !output.contains("UDP "), "\(output)")
            #expect(model.requests.isEmpty)
        }
    }

    @Test func `another run's nonce opens nothing`() async throws {
        try await Self.with { folder, model in
            let script = "ANTHROPIC_API_KEY=sk-ant-hookbot-of-another-run\n" + Self.ask
            let output = try await Self.run(script, in: folder, model.url, .required, .none)
            #expect(output.contains("this proxy belongs to another run"), "\(output)")
            #expect(model.requests.isEmpty)
        }
    }

    @Test func `the carrier does not outlive the agent`() async throws {
        try await Self.with { folder, model in
            _ = try await Self.run("echo done", in: folder, model.url, .required, .none)
            let processes = try Files.names(in: "/proc").filter { $0.allSatisfy(\.isNumber) }
            let left = processes.filter {
                ((try? Files.readText("/proc/\($0)/cmdline")) ?? "").contains("\(folder)/run/model.sock")
            }
            #expect(left.isEmpty)
        }
    }

    private static let executable: String = {
        let own = Files.linkTarget("/proc/self/exe") ?? ""
        return "\(Files.folder(of: own) ?? "")/hookbot"
    }()

    private static func with(_ body: (String, ScriptedModel) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let model = try await ScriptedModel.start(turns: [ScriptedTurn(.text("the model's own words"))])
            try Files.makeFolder("\(folder)/tree")
            let result: Result<Void, any Error>
            do { result = .success(try await body(folder, model)) } catch { result = .failure(error) }
            await model.stop()
            try result.get()
        }
    }

    private static func run(
        _ script: String, in folder: String, _ url: String, _ mode: SandboxMode, _ network: SandboxNetwork
    ) async throws -> String {
        try Files.write(Array(script.utf8), to: "\(folder)/agent.sh")
        var launch = AgentLaunch(
            folder: "\(folder)/run", arguments: ["/bin/bash", "\(folder)/agent.sh"], prompt: "Do it.\n", tree: "\(folder)/tree",
            sandbox: SandboxSettings(mode: mode, network: network, readable: ["\(folder)/agent.sh"]))
        launch.model = (ModelRoute(baseURL: url, scheme: .apiKey), Secret(key), Secret(nonce))
        let run = try await AgentRun.start(launch, executable: executable)
        let exit = await run.wait()
        let errors = try Files.readText(run.folder.errorOutput)
        #expect(exit.end == .exited(0), "\(errors) \((try? Files.readText("\(folder)/run/supervisor.log")) ?? "")")
        return try Files.readText(run.folder.output)
    }

    private static func files(below path: String) throws -> [String] {
        guard Files.isFolder(path) else { return path.hasSuffix(".sock") ? [] : [path] }
        return try Files.names(in: path).flatMap { try files(below: "\(path)/\($0)") }
    }
}
