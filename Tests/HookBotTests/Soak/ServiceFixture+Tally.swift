import BlockingWork
import GitHubSandbox
import Glibc
import Identifiers
import JSON
import POSIX

extension ServiceFixture {
    /// Waits until every issue has its pull request and everything that follows it, then holds the world against the promises.
    func settle(_ issues: [Int], within limit: Duration = .seconds(150)) async throws {
        for issue in issues {
            try await eventually("the end of #\(issue)", within: limit) { repository in
                let reactions = repository.issues[issue]?.reactions.map(\.content) ?? []
                return repository.pulls.contains { $0.body?.hasPrefix("Fixes #\(issue)\n") == true } && reactions == ["+1"]
                    && repository.issues[issue]?.has(label: ServiceSetup.label) == false
                    && repository.comments(on: issue).contains { $0.body.contains("**Done.**") }
            }
        }
        await sandbox.waitForDeliveries()
    }

    /// What was lost or doubled on GitHub, and what the service left on this machine; the service must have ended.
    func tally(_ issues: [Int]) async throws -> SoakRow {
        var row = try await tallyOnGitHub(issues)
        try await addWhatIsLeft(to: &row)
        return row
    }

    /// What was lost or doubled on GitHub.
    func tallyOnGitHub(_ issues: [Int]) async throws -> SoakRow {
        var row = SoakRow("", "")
        let known = try await sandbox.repository(repository)
        for issue in issues {
            let pulls = known.pulls.count { $0.body?.hasPrefix("Fixes #\(issue)\n") == true }
            let comments = known.comments(on: issue).count
            let reactions = known.issues[issue]?.reactions.count ?? 0
            row.lost += [pulls, comments, reactions].count { $0 == 0 }
            row.doubled += [pulls, comments, reactions].reduce(0) { $0 + max(0, $1 - 1) }
        }
        row.doubled += max(0, known.branches.count - 1 - known.pulls.count)
        return row
    }

    /// Processes, secrets and broken promises that are left once the service has ended.
    func addWhatIsLeft(to row: inout SoakRow) async throws {
        let left = try await survivors(within: .seconds(5))
        row.orphans += left.count
        row.troubles += left.map { "still there: \($0)" }
        row.leaks += try leaks().count
        let violations = try await violations()
        row.violations += violations.count
        row.troubles += violations
    }

    /// Command lines of processes that belong to this service and do not end in time.
    func survivors(within limit: Duration) async throws -> [String] {
        try await Self.work.run { [self] () -> [String] in
            let deadline = ContinuousClock.now + limit
            return try Files.names(in: "/proc").compactMap { Int32($0) }.compactMap { process -> String? in
                guard let line = try? Files.readText("/proc/\(process)/cmdline", limit: 65536), isOurs(line) else {
                    return nil
                }
                guard let end = try? Descriptor.end(of: process) else { return nil }
                return end.waitUntilReadable(timeout: max(.zero, deadline - .now)) ? nil : line.replacing("\0", with: " ")
            }
        }
    }

    /// Ends what is left of agents whose service will not come back.
    func endSurvivors() async throws {
        try await Self.work.run { [self] in
            for process in try Files.names(in: "/proc").compactMap({ Int32($0) }) {
                guard let line = try? Files.readText("/proc/\(process)/cmdline", limit: 65536), isOurs(line) else {
                    continue
                }
                kill(process, SIGKILL)
            }
        }
    }

    /// Whether a command line is one of this node's; another node's folder lies below this one.
    private func isOurs(_ line: String) -> Bool {
        [dataFolder, configurationPath, "\(folder)/agent.sh"].contains { line.contains($0) }
    }

    /// A body of `issues.labeled` as GitHub sends it, for issues that need not exist.
    func labelledBody(_ number: Int) async throws -> [UInt8] {
        guard
            let body = await sandbox.world.deliveries.last(where: { $0.event == "issues" && $0.action == "labeled" })?.body,
            case .object(var payload) = try JSONValue(parsing: body), case .object(var issue)? = payload["issue"]
        else { throw FixtureError("no label was set yet") }
        issue["number"] = .integer(Int64(number))
        issue["title"] = .string("Issue \(number)")
        payload["issue"] = .object(issue)
        return JSONValue.object(payload).bytes
    }

    /// A GUID that no other number has.
    static func guid(_ number: Int) -> String {
        let digits = String(number)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }
}
