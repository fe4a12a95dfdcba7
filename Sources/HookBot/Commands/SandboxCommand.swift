internal import GitHubSandbox
internal import Identifiers
internal import POSIX

/// `hookbot sandbox`
struct SandboxCommand {
    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() async throws {
        let text = invocation["--port"] ?? "3457"
        guard let port = UInt16(text) else {
            throw UsageError.wrongValue(option: "--port", value: text, expected: "a number from 0 to 65535")
        }
        let given = invocation["--dir"]
        let folder: String
        if let given {
            try Files.makeFolder(given)
            folder = given
        } else {
            folder = try Files.makeTemporaryFolder(in: "/tmp", prefix: "hookbot-sandbox-")
        }
        let secret = try webhookSecret()
        CurrentProcess.ignoreBrokenPipes()
        let signals = StopSignals()
        let world = try await SandboxWorldSetup.start(folder: folder, port: port)
        if let url = invocation["--webhook"] {
            try await world.sandbox.addWebhook(world.repository, url: url, secret: secret, events: ["*"])
        }
        Output.write(
            """
            GitHub look-alike at \(world.sandbox.url)
              repository   \(world.sandbox.url)/\(world.repository)
              github.base-url = "\(world.sandbox.apiURL)"
              github.web-url  = "\(world.sandbox.url)"
              token of \(SandboxWorldSetup.bot): \(SandboxWorldSetup.botToken)
              webhooks     \(invocation["--webhook"] ?? "none; --webhook URL sends them")
            Ctrl-C ends it.

            """)
        for await _ in signals.stream { break }
        await world.sandbox.stop()
        if given == nil { try Files.removeTree(folder) }
    }

    private func webhookSecret() throws -> Secret? {
        let reference = invocation["--secret"] ?? "env:GITHUB_WEBHOOK_SECRET"
        if reference.hasPrefix("env:") {
            let name = String(reference.dropFirst(4))
            if let value = ProcessEnvironment.variables()[name] { return Secret(value) }
            guard invocation["--webhook"] != nil else { return nil }
            throw StartError.configuration(
                "webhooks are signed: set \(name), or name another secret with --secret env:NAME or file:PATH")
        }
        guard reference.hasPrefix("file:") else {
            throw UsageError.wrongValue(option: "--secret", value: "…", expected: "env:NAME or file:PATH")
        }
        return Secret(try Files.readText(String(reference.dropFirst(5)), limit: 4096).filter { !$0.isNewline })
    }
}
