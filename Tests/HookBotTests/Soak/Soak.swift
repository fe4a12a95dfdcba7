import Engine
import GitHubSandbox
import Identifiers
import JSON
import POSIX
import TestSupport

/// The rows of a soak: each puts services through one kind of fault and counts what was lost, doubled or left behind.
struct Soak: Sendable {
    let plan: SoakPlan

    /// Services at the same time.
    private static let width = 3

    static let watching: ServiceSetup = {
        var setup = ServiceSetup(
            limits: "attempts = 5\njobs = 4\njobs-per-repo = 4",
            gitHubKeys: "repositories = [\"acme/app\"]\ncatch-up = \"10s\"", botPermission: .admin)
        setup.agent = "echo fixed > fixed.txt"
        return setup
    }()

    /// Runs `count` cases, a few at a time; one that throws is a trouble of its row.
    func row(
        _ name: String, _ what: String, count: Int, width: Int = Self.width,
        _ body: @escaping @Sendable (Int, SeededGenerator) async throws -> SoakRow
    ) async -> SoakRow {
        var row = SoakRow(name, what)
        let start = ContinuousClock.now
        await withTaskGroup(of: SoakRow.self) { group in
            for index in 0..<count {
                if index >= width, let done = await group.next() { row.add(done) }
                group.addTask {
                    var result = SoakRow(name, what)
                    do { result = try await body(index, self.plan.generator(name, index)) } catch {
                        result.troubles.append("run \(index): \(error)")
                        result.lost += 1
                    }
                    result.runs = 1
                    return result
                }
            }
            for await done in group { row.add(done) }
        }
        row.elapsed = .now - start
        return row
    }

    /// Killed at random while events come in, twice in each run.
    func randomKills() async -> SoakRow {
        await row("kills", "kill -9 at random moments", count: plan.count(20, 200, 3000)) { _, generator in
            var generator = generator
            var result = SoakRow("", "")
            try await ServiceFixture.run(Self.watching) { service in
                var issues: [Int] = []
                for _ in 0..<2 {
                    for _ in 0..<4 { issues.append(try await service.openLabelledIssue("Greeting \(issues.count)")) }
                    try await Task.sleep(for: .milliseconds(.random(in: 5...1500, using: &generator)))
                    try await service.killNow()
                    // Events while nobody is there.
                    issues.append(try await service.openLabelledIssue("Greeting \(issues.count)"))
                    try await service.start()
                }
                try await service.settle(issues)
                try await service.stop()
                result = try await service.tally(issues)
                result.events = await service.sandbox.world.deliveries.count
            }
            return result
        }
    }

    /// Killed at every failpoint.
    func failpoints() async -> SoakRow {
        let passages = plan.count(2, 4, 8)
        let cases = Failpoint.all.flatMap { point in (1...passages).map { (point, $0) } }
        return await row("failpoints", "kill -9 at every failpoint", count: cases.count) { index, _ in
            let (point, passage) = cases[index]
            var result = SoakRow("", "")
            try await ServiceFixture.run(Self.watching, starts: false) { service in
                try await service.start(environment: ["HOOKBOT_FAILPOINT": "\(point):kill:\(passage)"])
                let issue = try await service.openLabelledIssue()
                do { try await service.waitForEnd(within: .seconds(passage == 1 ? 60 : 10)) } catch  where passage > 1 {
                    // One job does not pass every point so often.
                    try await service.killNow()
                }
                try await service.start()
                try await service.settle([issue])
                try await service.stop()
                result = try await service.tally([issue])
                result.events = await service.sandbox.world.deliveries.count
                let starts = service.agentStarts
                // The agent costs money: only where its first run left no trace it is started again.
                if starts != 1 { result.troubles.append("\(point): the agent was started \(starts) times") }
            }
            return result
        }
    }

    /// Killed at the n-th call of the system that writes, syncs, renames or connects; the release binary would do, too.
    func systemCalls() async -> SoakRow {
        let calls = ["pwrite64", "fdatasync", "fsync", "rename", "connect", "sendto", "openat", "clone3"]
        let cases = plan.count(16, 120, 800)
        return await row("syscalls", "kill at the n-th system call", count: cases) { index, generator in
            var generator = generator
            let call = calls[index % calls.count]
            let turn = Int.random(in: 1...(call == "openat" ? 400 : 30), using: &generator)
            var result = SoakRow("", "")
            try await ServiceFixture.run(Self.watching, starts: false) { service in
                // The first start makes the files; what is killed is a service at work.
                try await service.start()
                try await service.stop()
                let strace = [
                    "/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
                    "inject=\(call):signal=KILL:when=\(turn)",
                ]
                var hasStarted = true
                do { try await service.start(under: strace) } catch { hasStarted = false }
                let issue = try await service.openLabelledIssue()
                if hasStarted {
                    _ = await service.sandbox.waitUntil(within: .seconds(10)) { _ in !service.isAlive }
                }
                try await service.endSurvivors()
                if service.isRunning { try await service.waitForEnd(within: .seconds(20)) }
                try await service.start()
                try await service.settle([issue])
                try await service.stop()
                result = try await service.tally([issue])
                result.events = await service.sandbox.world.deliveries.count
            }
            return result
        }
    }
}
