import GitHubSandbox
import JSON
import Testing

/// Events that GitHub could not hand over; it never tries again by itself.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct MissedDeliveryTests {
    private static let watching = ServiceSetup(gitHubKeys: "repositories = [\"acme/app\"]", botPermission: .admin)

    @Test func `a label set while the service was away starts its job at the next start, once`() async throws {
        try await ServiceFixture.run(Self.watching) { service in
            try await service.stop()
            let issue = try await service.openLabelledIssue()
            await service.sandbox.waitForDeliveries()
            try await service.start()
            try await service.pullRequest(of: issue)
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
            // Asked for again where it is known by now: the next start finds nothing that is missing.
            await service.sandbox.waitForDeliveries()
            let asked = await service.requests("POST", endingIn: "/attempts")
            let before = await service.sandbox.ledger.count { $0.path.contains("/deliveries?") }
            try await service.stop()
            try await service.start()
            let hasCompared = await service.sandbox.waitUntil { world in
                world.ledger.count { $0.path.contains("/deliveries?") && $0.status == 200 } > before
            }
            #expect(hasCompared)
            #expect(await service.requests("POST", endingIn: "/attempts") == asked)
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `what another program answered before the first start is left alone`() async throws {
        try await ServiceFixture.run(Self.watching, starts: false) { service in
            service.hook.moveToAnother(answering: 200)
            try await service.openLabelledIssue()
            await service.sandbox.waitForDeliveries()
            try await service.start()
            let hasCompared = await service.sandbox.waitUntil { world in
                world.ledger.contains { $0.method == "GET" && $0.path.contains("/deliveries?") && $0.status == 200 }
            }
            #expect(hasCompared)
            #expect(await service.requests("POST", endingIn: "/attempts") == 0)
        }
    }

    @Test func `a token that may not read webhooks is said once, and nothing else suffers`() async throws {
        try await ServiceFixture.run(ServiceSetup(gitHubKeys: "repositories = [\"acme/app\"]")) { service in
            try await service.pullRequest(of: try await service.openLabelledIssue())
            let hasAsked = await service.sandbox.waitUntil { world in world.ledger.contains { $0.path.contains("/hooks?") } }
            #expect(hasAsked)
            try await service.stop()
            #expect(service.log.split(separator: "missed deliveries cannot be looked for").count == 2)
        }
    }
}
