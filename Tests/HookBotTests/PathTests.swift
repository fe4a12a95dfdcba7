import GitHubSandbox
import Identifiers
import JSON
import Testing

/// Rules that ask GitHub about a pull request.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct PathTests {
    private static let setup: ServiceSetup = {
        var setup = ServiceSetup()
        setup.rules = """
            [[rule]]
            name = "docs"
            on = ["pull_request.opened", "pull_request.synchronize"]
            paths = { include = ["docs/**"], exclude = ["**/*.md"] }
            when = "always"
            [[rule.do]]
            action = "comment"
            body = "The manual is another one."

            [[rule]]
            name = "ready"
            on = ["pull_request_review.submitted"]
            when = { all = [ { approved-by = { any = "guest" } }, { checks = "success" }, { files-removed = { none = "README.md" } } ] }
            [[rule.do]]
            action = "comment"
            body = "This may be merged."
            """
        return setup
    }()

    private static func outcomes(_ service: ServiceFixture, _ event: String) async throws -> [String] {
        await service.sandbox.waitForDeliveries()
        try await service.untilDispatched()
        var outcomes: [String] = []
        for delivery in await service.sandbox.world.deliveries where delivery.event == event {
            let kept = try await service.get("/deliveries/\(delivery.guid)")
            outcomes.append(kept["matches"]?[0]?["explanation"]?["outcome"]?.string ?? "\(kept)")
        }
        return outcomes
    }

    @Test func `a rule with paths is for the files that the pull request changes, and others ask for reviews and checks`()
        async throws
    {
        try await ServiceFixture.run(Self.setup) { service in
            let (sandbox, repository) = (service.sandbox, service.repository)
            _ = try await sandbox.commit(
                repository, files: ["docs/a.md": "a\n"], to: "topic", message: "A", by: ServiceFixture.person)
            let pull = try await sandbox.openPull(repository, title: "The manual", head: "topic", by: ServiceFixture.person)
            #expect(try await Self.outcomes(service, "pull_request") == ["condition-failed"])
            let head = try await sandbox.commit(
                repository, files: ["docs/b.txt": "b\n"], to: "topic", message: "B", by: ServiceFixture.person)
            try await service.eventually("the rule for the manual") { $0.comments(on: pull).count == 1 }

            try await sandbox.review(repository, pull, .approved, by: ServiceFixture.guest)
            #expect(try await Self.outcomes(service, "pull_request_review") == ["condition-failed"], "no check has passed")
            try await sandbox.setStatus(repository, head, "success", context: "build", by: ServiceFixture.person)
            try await sandbox.review(repository, pull, .commented, body: "And now?", by: ServiceFixture.person)
            try await service.eventually("the rule for merging") { $0.comments(on: pull).count == 2 }
            try await sandbox.review(repository, pull, .changesRequested, body: "No.", by: ServiceFixture.guest)
            #expect(
                try await Self.outcomes(service, "pull_request_review") == ["condition-failed", "matched", "condition-failed"])
        }
    }
}
