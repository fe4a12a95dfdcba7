internal import AgentRunner
internal import BlockingWork
internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import POSIX
internal import Rules
internal import Storage

/// `hookbot doctor`: what a deployment needs, each with a verdict and, where it is not fine, the remedy.
struct DoctorCommand {
    struct Finding {
        enum Verdict: String { case pass, warn, fail }

        var verdict: Verdict
        var subject: String
        var detail: String
        var remedy: String?
    }

    let invocation: Invocation
    private let work = BlockingWork(label: "hookbot.doctor", width: 2)

    init(_ invocation: Invocation) { self.invocation = invocation }

    /// 0 where nothing fails.
    func run() async throws -> Int32 {
        let environment = ProcessEnvironment.variables()
        var findings = libraries() + [await gitPackage(), await server(environment), await sandbox()]
        let file = try? ConfigurationFile.load(invocation, environment: environment)
        findings += await configured(file, environment)
        if invocation.has("--json") {
            Output.line(
                JSONValue.array(
                    findings.map { finding in
                        .object([
                            "verdict": .string(finding.verdict.rawValue), "subject": .string(finding.subject),
                            "detail": .string(finding.detail), "remedy": JSONValue(finding.remedy),
                        ])
                    }
                ).text(.indented))
        } else {
            for finding in findings {
                Output.line("\(finding.verdict.rawValue)  \(finding.subject): \(finding.detail)")
                if let remedy = finding.remedy { Output.line("      → \(remedy)") }
            }
        }
        return findings.contains { $0.verdict == .fail } ? 1 : 0
    }

    private func libraries() -> [Finding] {
        Version.libraries.map { Finding(verdict: .pass, subject: $0.name, detail: $0.version) }
    }

    /// The library's own version number does not show Debian's security fixes, so its package is asked.
    private func gitPackage() async -> Finding {
        let subject = "libgit2 package"
        guard let program = ChildCommand.find("dpkg-query", path: "/usr/bin") else {
            return Finding(
                verdict: .warn, subject: subject, detail: "no dpkg-query here", remedy: "check the fixes of 2026 by hand")
        }
        let command = ChildCommand(program, ["-W", "-f", "${Version}", "libgit2-1.5"])
        guard let result = try? await command.run(on: work, timeout: .seconds(10)), result.succeeded else {
            return Finding(
                verdict: .warn, subject: subject, detail: "not Debian's libgit2-1.5", remedy: "check the fixes of 2026 by hand")
        }
        let version = String(decoding: result.output, as: UTF8.self)
        let compare = ChildCommand("/usr/bin/dpkg", ["--compare-versions", version, "ge", "1.5.1+ds-1+deb12u2"])
        let isFixed = (try? await compare.run(on: work, timeout: .seconds(10)))?.succeeded == true
        return Finding(
            verdict: isFixed ? .pass : .fail, subject: subject, detail: version,
            remedy: isFixed
                ? nil : "run: apt-get install --only-upgrade libgit2-1.5 (before 1.5.1+ds-1+deb12u2 it has known holes)")
    }

    private func server(_ environment: [String: String]) async -> Finding {
        let paths = ["/usr/lib/git-core/git-http-backend", "/usr/libexec/git-core/git-http-backend"]
        let found = paths.first(where: Files.isExecutable)
        return Finding(
            verdict: found == nil ? .warn : .pass, subject: "git http-backend",
            detail: found ?? "missing; only 'hookbot sandbox' needs it",
            remedy: found == nil ? "run: apt-get install git" : nil)
    }

    private func sandbox() async -> Finding {
        switch await Sandbox.selfTest() {
        case .working(let program): Finding(verdict: .pass, subject: "agent sandbox", detail: "\(program) works")
        case .unavailable(let reason, let remedy):
            Finding(verdict: .fail, subject: "agent sandbox", detail: reason, remedy: remedy)
        }
    }

    private func configured(_ file: ConfigurationFile?, _ environment: [String: String]) async -> [Finding] {
        guard let file else {
            return [
                Finding(
                    verdict: .fail, subject: "configuration", detail: "none found",
                    remedy: "copy config.example.toml to hookbot.toml")
            ]
        }
        guard let configuration = file.result.configuration else {
            let errors = file.result.diagnostics.count { $0.severity == .error }
            return [
                Finding(
                    verdict: .fail, subject: "configuration", detail: "\(file.path) has \(errors) errors",
                    remedy: "run: hookbot config check")
            ]
        }
        var findings = [Finding(verdict: .pass, subject: "configuration", detail: file.path)]
        do {
            let data = try DataFolder(configuration.storage.dataFolder)
            findings.append(Finding(verdict: .pass, subject: "data directory", detail: data.path))
        } catch {
            findings.append(Finding(verdict: .fail, subject: "data directory", detail: error.description))
        }
        findings += await database(configuration.storage)
        if ProcessEnvironment.isRoot {
            findings.append(
                Finding(
                    verdict: .warn, subject: "user", detail: "running as root", remedy: "run the service as a user of its own"))
        }
        findings.append(await github(configuration))
        for agent in configuration.agents { findings.append(await program(of: agent, environment)) }
        return findings
    }

    /// Of a file there is nothing to ask that starting does not ask.
    private func database(_ storage: StorageSettings) async -> [Finding] {
        guard case .server = storage.database else { return [] }
        do {
            let view = try await DatabaseView.open(beside: DataFolder.location(of: storage))
            let offset = try await view.clockOffset(from: currentTime)
            await view.close()
            let clock = offset.map { "; its clock is \($0.wholeMilliseconds) ms ahead" } ?? ""
            return [Finding(verdict: .pass, subject: "database", detail: "\(view.location.description) answers\(clock)")]
        } catch {
            return [
                Finding(
                    verdict: .fail, subject: "database", detail: "\(error)",
                    remedy: "check storage.url, and that the server takes connections from here")
            ]
        }
    }

    private func github(_ configuration: HookBotConfiguration) async -> Finding {
        let subject = "GitHub (\(configuration.gitHub.baseURL))"
        do {
            let identity = try await Bot.identity(configuration, try Bot.client(configuration))
            return Finding(verdict: .pass, subject: subject, detail: "reached as \(identity.login)")
        } catch {
            return Finding(
                verdict: .fail, subject: subject, detail: "\(error)",
                remedy: "check github.base-url and that the token or App key is valid")
        }
    }

    private func program(of agent: AgentSettings, _ environment: [String: String]) async -> Finding {
        let subject = "agent \(agent.name)"
        guard let program = ChildCommand.find(agent.command[0], path: environment["PATH"] ?? "") else {
            return Finding(
                verdict: .fail, subject: subject, detail: "'\(agent.command[0])' is not in PATH",
                remedy: "install it, or set agent.\(agent.name).command")
        }
        guard agent.runner == .claude, program.hasSuffix("/claude") else {
            return Finding(verdict: .pass, subject: subject, detail: program)
        }
        let command = ChildCommand(
            program, ["--version"], environment: ["HOME": "/nonexistent", "PATH": environment["PATH"] ?? ""])
        guard let result = try? await command.run(on: work, timeout: .seconds(30)), result.succeeded else {
            return Finding(
                verdict: .fail, subject: subject, detail: "\(program) --version fails", remedy: "install Claude Code again")
        }
        let version = String(decoding: result.output, as: UTF8.self).prefix { !$0.isNewline }
        return Finding(verdict: .pass, subject: subject, detail: "\(program), \(version)")
    }
}
