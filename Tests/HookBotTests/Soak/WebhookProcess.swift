import BlockingWork
import GitHubSandbox
import Glibc
import POSIX

/// adnanh/webhook with one hook that writes down what it got.
struct WebhookProcess: Sendable {
    private let folder: String
    private let address: String
    private let process: ChildProcess
    private static let client = PlainHTTPClient(width: 16, timeout: .seconds(10))

    static func start(in folder: String, port: Int) async throws -> WebhookProcess {
        try Files.write(
            Array("#!/bin/sh\necho \"$1\" >> '\(folder)/done'\n".utf8), to: "\(folder)/note.sh", mode: 0o700)
        let hooks = """
            [{"id": "note", "execute-command": "\(folder)/note.sh",
              "pass-arguments-to-command": [{"source": "payload", "name": "number"}]}]
            """
        try Files.write(Array(hooks.utf8), to: "\(folder)/hooks.json")
        let nothing = try Descriptor(opening: "/dev/null", flags: O_RDWR)
        let process = try ChildProcess.start(
            ChildCommand(
                "/usr/bin/webhook", ["-hooks", "\(folder)/hooks.json", "-ip", "127.0.0.1", "-port", "\(port)"],
                environment: ["PATH": "/usr/bin:/bin"]),
            input: nothing.number, output: nothing.number, errorOutput: nothing.number)
        let webhook = WebhookProcess(folder: folder, address: "http://127.0.0.1:\(port)", process: process)
        let deadline = ContinuousClock.now + .seconds(10)
        while (try? await client.send("GET", webhook.address + "/")) == nil {
            guard ContinuousClock.now < deadline else { throw FixtureError("webhook does not listen") }
        }
        return webhook
    }

    func post(_ number: Int) async throws -> Int {
        try await Self.client.send(
            "POST", "\(address)/hooks/note", headers: [("Content-Type", "application/json")],
            body: Array("{\"number\": \(number)}".utf8)
        ).status
    }

    /// The process alone, as the kernel's out-of-memory killer would; what it started goes on.
    func kill() async throws {
        Glibc.kill(process.identifier, SIGKILL)
        _ = try await ServiceFixture.work.run { process.wait() }
    }

    /// Numbers that reached the command, once they are as many as wanted or the time is over.
    func executed(within limit: Duration, outOf count: Int) async throws -> Set<Int> {
        let deadline = ContinuousClock.now + limit
        while true {
            let lines = ((try? Files.readText("\(folder)/done")) ?? "").split(separator: "\n").compactMap { Int($0) }
            if Set(lines).count >= count || ContinuousClock.now > deadline { return Set(lines) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
