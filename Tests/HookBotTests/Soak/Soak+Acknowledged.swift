import BlockingWork
import GitHubSandbox
import Glibc
import Identifiers
import JSON
import POSIX
import Synchronization
import TestSupport

extension Soak {
    /// Requests of one run, from eight senders.
    private static let requests = 200

    /// Acknowledged events after a kill in the middle of a burst, HookBot.
    func acknowledged() async -> SoakRow {
        await row("burst", "killed in a burst: acknowledged and lost", count: plan.count(10, 50, 500)) { _, generator in
            var generator = generator
            var result = SoakRow("", "")
            let delay = Duration.milliseconds(.random(in: 5...200, using: &generator))
            try await ServiceFixture.run(Self.holdingQuietly) { service in
                try await service.openLabelledIssue()
                try await service.meeting.waitForAgent()
                let body = try await service.labelledBody(7)
                let acknowledged = try await Self.burst(killing: { try await service.killNow() }, after: delay) { number in
                    try await service.post(body, event: "issues", guid: ServiceFixture.guid(number)).status
                }
                try await service.start()
                let known = Set(try await service.deliveries().compactMap { $0["id"]?.string })
                result.events = acknowledged.count
                result.lost = acknowledged.count { !known.contains(ServiceFixture.guid($0)) }
                try await service.killNow()
                try await service.endSurvivors()
                try await service.addWhatIsLeft(to: &result)
            }
            return result
        }
    }

    /// The same for adnanh/webhook, which acknowledges an event when it has been read and runs its command afterwards.
    func acknowledgedByWebhook() async -> SoakRow {
        guard Files.isExecutable("/usr/bin/webhook") else {
            var row = SoakRow("burst-webhook", "adnanh/webhook, the same")
            row.notes = ["not installed: scripts/install-dependencies --bench"]
            return row
        }
        var row = await row("burst-webhook", "adnanh/webhook, the same", count: plan.count(10, 50, 500)) { index, generator in
            var generator = generator
            let delay = Duration.milliseconds(.random(in: 5...200, using: &generator))
            var result = SoakRow("", "")
            try await withTemporaryFolder { folder in
                let webhook = try await WebhookProcess.start(in: folder, port: 39_000 + index % 500)
                let acknowledged = try await Self.burst(killing: { try await webhook.kill() }, after: delay) { number in
                    try await webhook.post(number)
                }
                // Whatever it had started may finish.
                let done = try await webhook.executed(within: .seconds(2), outOf: acknowledged.count)
                result.events = acknowledged.count
                result.lost = acknowledged.count { !done.contains($0) }
            }
            return result
        }
        row.isComparison = true
        return row
    }

    /// Sends until the receiver is killed; the numbers that were acknowledged.
    private static func burst(
        killing kill: @escaping @Sendable () async throws -> Void, after delay: Duration,
        _ send: @escaping @Sendable (Int) async throws -> Int
    ) async throws -> [Int] {
        try await withThrowingTaskGroup(of: [Int].self) { group in
            for sender in 0..<8 {
                group.addTask {
                    var acknowledged: [Int] = []
                    for number in stride(from: sender + 1, through: requests, by: 8) {
                        // Without an answer nothing was promised.
                        guard let status = try? await send(number) else { break }
                        if (200..<300).contains(status) { acknowledged.append(number) }
                    }
                    return acknowledged
                }
            }
            try await Task.sleep(for: delay)
            try await kill()
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static var holdingQuietly: ServiceSetup {
        var setup = ServiceSetup(agent: "@meet")
        setup.limits = "jobs = 1"
        return setup
    }
}
