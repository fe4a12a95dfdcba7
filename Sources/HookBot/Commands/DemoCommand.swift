internal import BlockingWork
internal import GitHubAPI
internal import GitHubSandbox
internal import Glibc
internal import Identifiers
internal import JSON
internal import ModelSandbox
internal import POSIX

/// `hookbot demo`: a GitHub look-alike in this process, the real service in another, one labelled issue, one pull request.
struct DemoCommand {
    /// Who does the work.
    enum Worker { case scripted, claude(program: String), program([String]) }

    let invocation: Invocation

    init(_ invocation: Invocation) { self.invocation = invocation }

    func run() async throws {
        CurrentProcess.ignoreBrokenPipes()
        let signals = StopSignals()
        let worker = try worker()
        let folder = try Files.makeTemporaryFolder(in: "/tmp", prefix: "hookbot-demo-")
        let stage = try await DemoStage.set(in: folder, worker: worker, modelURL: invocation["--model-url"])
        do {
            try await play(stage, worker)
            let interactive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
            if invocation.has("--keep") || interactive {
                Output.line("\nEverything keeps running. Open the pages above; Ctrl-C ends it.")
                for await _ in signals.stream { break }
            }
        } catch {
            Output.complain("The service's log:\n\(stage.serviceLog())")
            await stage.strike()
            throw error
        }
        await stage.strike()
    }

    private func worker() throws -> Worker {
        let choice = invocation["--agent"] ?? "auto"
        let program = ChildCommand.find("claude", path: ProcessEnvironment.variables()["PATH"] ?? "")
        switch choice {
        case "scripted": return .scripted
        case "claude":
            guard let program else {
                throw StartError.failed(
                    "there is no 'claude' in PATH; 'make demo AGENT=claude' fetches one, or use --agent scripted")
            }
            return .claude(program: program)
        case "auto":
            // A claude without a login could only fail, so it takes part where it was given something to speak to a model with.
            let canSpeak = invocation["--model-url"] != nil || ProcessEnvironment.variables()["ANTHROPIC_API_KEY"] != nil
            return program.map { canSpeak ? .claude(program: $0) : .scripted } ?? .scripted
        default:
            throw UsageError.wrongValue(option: "--agent", value: choice, expected: "auto, scripted or claude")
        }
    }

    private func play(_ stage: DemoStage, _ worker: Worker) async throws {
        let (sandbox, repository) = (stage.world.sandbox, stage.world.repository)
        let start = ContinuousClock.now
        func say(_ text: String) {
            let seconds = (ContinuousClock.now - start).components
            let tenths = seconds.attoseconds / 100_000_000_000_000_000
            Output.line("  \(seconds.seconds).\(tenths)s  \(text)")
        }
        Output.line("GitHub look-alike  \(sandbox.url)/\(repository)")
        Output.line("HookBot            \(stage.link(to: "/"))")
        Output.line("Configuration      \(stage.configurationPath)")
        switch worker {
        case .scripted: Output.line("Agent              a scripted one (no usable 'claude' was found)")
        case .claude(let program): Output.line("Agent              \(program)")
        case .program(let words): Output.line("Agent              \(words.joined(separator: " "))")
        }
        Output.line("")
        let issue = try await sandbox.openIssue(
            repository, title: DemoProject.issueTitle, body: DemoProject.issueBody, by: SandboxWorldSetup.person)
        say("\(SandboxWorldSetup.person) opened issue #\(issue): \(DemoProject.issueTitle)")
        try await sandbox.label(repository, issue, DemoProject.label, by: SandboxWorldSetup.person)
        say("\(SandboxWorldSetup.person) set the label \(DemoProject.label)")
        let job = try await stage.follow(say)
        guard job["state"] == "completed", let number = job["pr_number"]?.integer, let head = job["head_sha"]?.string else {
            throw StartError.failed("the job ended as \(job["state"]?.string ?? "?"): \(job["state_note"]?.string ?? "")")
        }
        let isPublished = await sandbox.waitUntil { world in
            world.repositories.values.contains { $0.statuses.contains { $0.commit == head } }
                && world.repositories.values.contains { repository in
                    repository.comments.values.contains { $0.body.contains("Pull request [#\(number)]") }
                }
        }
        guard isPublished else { throw StartError.failed("the comment and the status did not arrive") }
        try await summarise(stage, job: job, issue: issue, pull: Int(number), head: head)
        say("done")
    }

    private func summarise(_ stage: DemoStage, job: JSONValue, issue: Int, pull: Int, head: String) async throws {
        let (sandbox, repository) = (stage.world.sandbox, stage.world.repository)
        let pulls = try await sandbox.pulls(repository)
        let comments = try await sandbox.comments(repository, issue)
        var statuses: [SandboxStatus] = []
        if let commit = CommitID(head) { statuses = try await sandbox.statuses(repository, commit) }
        let id = job["id"]?.string ?? ""
        let diff = try await sandbox.diff(repository, pull)
        Output.line("\n  job           \(id)  (\(job["state"]?.string ?? ""))")
        Output.line("  commit        \(head.prefix(12)) on \(job["branch_name"]?.string ?? "")")
        Output.line("  pull request  \(sandbox.url)/\(repository)/pull/\(pull)  (draft, \(pulls.count) in all)")
        Output.line("  files         \(job["files_changed"]?.integer ?? 0) changed")
        Output.line(
            "  on the issue  \(comments.count) comment; \(statuses.count) status on the commit: \(statuses.first?.state ?? "none")"
        )
        Output.line("  dashboard     \(stage.link(to: "/ui/jobs/\(id)"))")
        Output.line("")
        Output.line(diff.split(separator: "\n").map { "  | \($0)" }.joined(separator: "\n") + "\n")
        guard pulls.count == 1, comments.count == 1, statuses.count == 1, job["files_changed"] == 1 else {
            throw StartError.failed("expected one pull request, one comment, one status and one changed file")
        }
    }
}
