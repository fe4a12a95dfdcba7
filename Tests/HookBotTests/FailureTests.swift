import POSIX
import JSON
import GitHubSandbox
import Identifiers
import Testing

/// What goes wrong around a job ends in a named state with words that help, and the service goes on.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct FailureTests {
    private static let goodAfterwards = "if [ $(wc -l < '@folder/starts') -gt 1 ]; then echo fixed > fixed.txt; exit 0; fi\n"

    @Test(arguments: [
        ("echo no such key >&2; exit 1", "", "exit code 1: no such key"),
        ("@meet", "budget = { idle = \"1s\" }", "had not said anything"),
        ("while :; do echo still here; read -r line < '@folder/open'; done", "budget = { wall = \"1s\" }", "time limit"),
    ])
    func `an agent that fails is explained and the next job works`(script: String, keys: String, words: String) async throws {
        let setup = ServiceSetup(agent: Self.goodAfterwards + script, agentKeys: keys)
        try await ServiceFixture.run(setup) { service in
            let comment = try await service.end(of: try await service.openLabelledIssue("Bad"), saying: "**Failed.**")
            #expect(comment.contains(words), "\(comment)")
            try await service.expectNothingPublished()
            #expect(try await service.jobs().map { $0["state"]?.string } == ["failed"])
            try await service.pullRequest(of: try await service.openLabelledIssue("Good"))
        }
    }

    @Test func `an agent that changes nothing completes without a pull request`() async throws {
        try await ServiceFixture.run(ServiceSetup(agent: "cat README.md")) { service in
            let issue = try await service.openLabelledIssue()
            try await service.end(of: issue, saying: "nothing to change")
            try await service.expectNothingPublished()
            #expect(try await service.jobs().map { $0["outcome"]?.string } == ["no_changes"])
        }
    }

    @Test func `a missing agent program is named together with the key that sets it`() async throws {
        try await ServiceFixture.run(ServiceSetup(program: ["no-such-agent"])) { service in
            let comment = try await service.end(of: try await service.openLabelledIssue(), saying: "**Failed.**")
            #expect(comment.contains("no-such-agent") && comment.contains("agent.fixer.command"))
            try await service.expectNothingPublished()
        }
    }

    @Test func `a repository HookBot may not push to is explained`() async throws {
        try await ServiceFixture.run { service in
            try await service.sandbox.setPermission(.read, of: ServiceFixture.bot, in: service.repository)
            _ = try await service.openLabelledIssue()
            let hasPushed = await service.sandbox.waitUntil(within: .seconds(60)) { world in
                world.ledger.contains { $0.path.hasSuffix("git-receive-pack") && $0.status == 403 }
            }
            #expect(hasPushed)
            try await service.sandbox.setPermission(.write, of: ServiceFixture.bot, in: service.repository)
            try await service.eventually("a comment that says why") { repository in
                repository.comments.values.contains { $0.body.contains("**Failed.**") }
            }
            let state = try await service.jobs().first?["error"]?.string ?? ""
            #expect(state.contains("403") || state.lowercased().contains("permission") || state.contains("write"), "\(state)")
        }
    }

    @Test(arguments: [true, false])
    func `with a token that GitHub refuses a delivery waits readably and is worked on once it is good`(
        fromTheStart: Bool
    ) async throws {
        try await ServiceFixture.run(starts: false) { service in
            let token = Secret(ServiceFixture.token)
            if !fromTheStart { try await service.start() }
            try await service.sandbox.revoke(token)
            if fromTheStart { try await service.start(knowsItself: false) }
            let issue = try await service.openLabelledIssue()
            let delivery = try #require(await service.sandbox.world.deliveries.first { $0.action == "labeled" })
            try await service.untilDelivery(delivery.guid, isNoted: "waiting: ")
            #expect(try await service.jobs().isEmpty)
            try await service.sandbox.addToken(token, for: ServiceFixture.bot)
            try await service.pullRequest(of: issue, within: .seconds(120))
            #expect(try await service.get("/deliveries/\(delivery.guid)")["state"]?.string == "dispatched")
        }
    }

    @Test func `a GitHub that does not answer at the start is asked again until it does`() async throws {
        try await ServiceFixture.run(starts: false) { service in
            service.sandbox.inject(SandboxFault("GET", "/api/v3/user", times: 2, .dropBeforeEffect))
            try await service.start()
            try await service.pullRequest(of: try await service.openLabelledIssue())
            #expect(await service.requests("GET", endingIn: "/user") >= 3)
        }
    }
}
