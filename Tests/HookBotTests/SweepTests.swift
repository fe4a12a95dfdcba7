import GitHubSandbox
import Identifiers
import JSON
import Testing

/// Events that GitHub never sent, for a token that may not read the webhook's deliveries.
@Suite(.timeLimit(.minutes(2)))
struct SweepTests {
    private static let sweeping = ServiceSetup(
        gitHubKeys: "repositories = [\"acme/app\"]\ncatch-up = \"10s\"\nsweep-after = \"1s\"", sections: "[commands]",
        isHooked: false)

    @Test func `a label and a command that no webhook told of are found, and each starts its job once`() async throws {
        try await ServiceFixture.run(Self.sweeping) { service in
            try await service.hasSwept()
            let issue = try await service.openLabelledIssue()
            try await service.sandbox.comment(service.repository, issue, "/ping", by: ServiceFixture.person)
            try await service.eventually("a pull request and both comments", within: .seconds(40)) { repository in
                repository.pulls.count == 1 && repository.comments(on: issue).count >= 3
            }
            // Another start sweeps the same time again, and finds nothing new.
            try await service.stop()
            try await service.start()
            try await service.hasSwept()
            #expect(try await service.jobs().count == 1)
            let deliveries = try await service.deliveries()
            #expect(deliveries.count { $0["event"]?.string == "issues" } == 1)
            #expect(deliveries.count { $0["event"]?.string == "issue_comment" } == 1)
            #expect(service.log.split(separator: "an event was missed and looked up").count == 3)
        }
    }

    @Test func `what was there before the first look starts nothing`() async throws {
        try await ServiceFixture.run(Self.sweeping, starts: false) { service in
            try await service.openLabelledIssue()
            try await service.start()
            try await service.hasSwept()
            #expect(try await service.deliveries().isEmpty)
        }
    }
}

extension ServiceFixture {
    /// Returns once open items were looked through, for which there must have been a look before.
    fileprivate func hasSwept() async throws {
        let before = await sweeps(sandbox.world)
        let hasSwept = await sandbox.waitUntil(within: .seconds(40)) { [self] world in sweeps(world) > before }
        if !hasSwept { throw FixtureError("nothing was swept:\n\(log)") }
    }

    private func sweeps(_ world: SandboxWorld) -> Int {
        world.ledger.count { $0.method == "GET" && $0.path.contains("/issues?") && $0.status == 200 }
    }
}

@Suite struct TwinTests {
    @Test func `an event that two webhooks tell of is acted on once`() async throws {
        try await ServiceFixture.run { service in
            try await service.sandbox.addWebhook(
                service.repository, url: "\(HookAddress.published)/webhooks/github/second",
                secret: Secret(ServiceFixture.webhookSecret))
            let issue = try await service.openLabelledIssue()
            try await service.pullRequest(of: issue)
            await service.sandbox.waitForDeliveries()
            try await service.untilDispatched()
            #expect(try await service.jobs().count == 1)
            let labelled = try await service.deliveries().filter {
                $0["event"]?.string == "issues" && $0["state"]?.string == "dispatched"
            }
            #expect(labelled.count == 1)
        }
    }
}
