internal import GitHubSandbox
internal import Identifiers
internal import JSON
internal import POSIX

/// `hookbot bench-start`: how long after GitHub's event the agent's program runs, with the repository fetched before.
///
/// The service is the real one in a process of its own; the agent is date(1), which says when it was started.
struct StartBenchmark {
    private static let rounds = 11

    func run() async throws {
        CurrentProcess.ignoreBrokenPipes()
        guard let date = ChildCommand.find("date", path: "/usr/bin:/bin") else { throw StartError.failed("there is no date(1)") }
        let folder = try Files.makeTemporaryFolder(
            in: ProcessEnvironment.variables()["TMPDIR"] ?? "/tmp", prefix: "hookbot-bench-")
        let stage = try await DemoStage.set(in: folder, worker: .program([date, "+%s%N"]), modelURL: nil)
        let result: Result<BenchmarkSamples, any Error>
        do { result = .success(try await measure(stage)) } catch { result = .failure(error) }
        await stage.strike()
        let samples = try result.get()
        Output.line(
            "Agent start: from the event's sending, over its 202, to the agent's exec; warm clone of "
                + "\(BenchmarkProject.files.count) files")
        Output.line(
            "  median \(BenchmarkSamples.text(samples.median)) ms, \(BenchmarkSamples.text(samples.range.lowerBound)) to "
                + "\(BenchmarkSamples.text(samples.range.upperBound)) ms over \(samples.values.count) jobs")
    }

    private func measure(_ stage: DemoStage) async throws -> BenchmarkSamples {
        let (sandbox, repository) = (stage.world.sandbox, stage.world.repository)
        try await sandbox.commit(
            repository, files: BenchmarkProject.files.mapValues { $0 }, message: "Grow", by: SandboxWorldSetup.person)
        var samples = BenchmarkSamples()
        // The first job fetches the clone.
        for number in 0...Self.rounds {
            let issue = try await sandbox.openIssue(
                repository, title: "Look at the clock", body: "Nothing to change.", by: SandboxWorldSetup.person)
            await sandbox.waitForDeliveries()
            try await sandbox.label(repository, issue, DemoProject.label, by: SandboxWorldSetup.person)
            let started = try await stage.firstOutput(ofJobFor: issue)
            guard let nanoseconds = Int64(started.split(separator: "\n").first ?? ""),
                let sent = await sandbox.world.deliveries.last(where: { $0.action == "labeled" })?.deliveredAt
            else { throw StartError.failed("the agent said '\(started)' instead of a time") }
            if number > 0 { samples.add(milliseconds: Double(nanoseconds) / 1e6 - Double(sent.milliseconds)) }
        }
        return samples
    }
}

extension DemoStage {
    /// What the agent of an issue's job wrote, once that job has ended.
    fileprivate func firstOutput(ofJobFor issue: Int) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let jobs = try await get("/jobs?limit=5")["jobs"]?.array ?? []
            if let id = jobs.first(where: { $0.at("item", "number")?.integer == Int64(issue) })?["id"]?.string {
                let log = try await get("/jobs/\(id)/logs?after=0")
                if log["finished"]?.bool == true {
                    let line = log["entries"]?.array?.first { $0["stream"]?.string == "stdout" }
                    guard let text = line?["content"]?.string else {
                        throw StartError.failed("the job ended as \(log["state"]?.string ?? "?"):\n\(serviceLog())")
                    }
                    return text
                }
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw StartError.failed("no job ended within a minute:\n\(serviceLog())")
    }
}
