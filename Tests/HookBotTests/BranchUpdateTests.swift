import GitHubSandbox
import Identifiers
import JSON
import Testing

/// `/rebase`, `/update` and `/squash` on a pull request.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct BranchUpdateTests {
    private static let setup: ServiceSetup = {
        var setup = ReviewedAgent.setup()
        setup.rules = ""
        setup.sections = "[commands]"
        return setup
    }()

    /// A person's pull request of two commits, and a base that moved since.
    private static func run(
        _ setup: ServiceSetup = setup, conflict: Bool = false, environment: [String: String] = [:],
        _ body: (ServiceFixture, Int, CommitID, CommitID) async throws -> Void
    ) async throws {
        try await ServiceFixture.run(setup, starts: false) { service in
            try await service.start(environment: environment)
            let (sandbox, repository) = (service.sandbox, service.repository)
            try await sandbox.setPermission(.write, of: ServiceFixture.person, in: repository)
            _ = try await sandbox.commit(
                repository, files: ["one.txt": "1\n"], to: "topic", message: "One", by: ServiceFixture.person)
            let head = try await sandbox.commit(
                repository, files: ["two.txt": "2\n"], to: "topic", message: "Two", by: ServiceFixture.person)
            let pull = try await sandbox.openPull(repository, title: "Two files", head: "topic", by: ServiceFixture.person)
            let base = try await sandbox.commit(
                repository, files: conflict ? ["two.txt": "other\n"] : ["base.txt": "b\n"], to: "main", message: "Base",
                by: ServiceFixture.person)
            try await body(service, pull, head, base)
        }
    }

    private static func answer(_ service: ServiceFixture, _ pull: Int, _ words: String) async throws -> String {
        try await service.eventually("'\(words)' on #\(pull)") { repository in
            repository.comments(on: pull).contains { $0.body.contains(words) }
        }
        return try await service.sandbox.comments(service.repository, pull).first { $0.body.contains(words) }?.body ?? ""
    }

    private static func messages(_ service: ServiceFixture) async throws -> [String] {
        try await service.sandbox.messages(service.repository, "topic").map { String($0.prefix { $0 != "\n" }) }
    }

    @Test func `a rebase puts the commits on top of the base, an update merges it, and again there is nothing to do`()
        async throws
    {
        try await Self.run { service, pull, head, base in
            _ = try await service.sandbox.comment(service.repository, pull, "/rebase", by: ServiceFixture.person)
            let said = try await Self.answer(service, pull, "**Done.** Pushed")
            #expect(said.contains("Rebased 2 commits onto main at \(base.short)") && said.contains("\(head)"), "\(said)")
            #expect(Array(try await Self.messages(service).prefix(3)) == ["Two", "One", "Base"])
            _ = try await service.sandbox.comment(service.repository, pull, "/update", by: ServiceFixture.person)
            _ = try await Self.answer(service, pull, "holds main at \(base.short) already")
            let next = try await service.sandbox.commit(
                service.repository, files: ["more.txt": "m\n"], to: "main", message: "More", by: ServiceFixture.person)
            _ = try await service.sandbox.comment(service.repository, pull, "/update", by: ServiceFixture.person)
            _ = try await Self.answer(service, pull, "Merged main at \(next.short)")
            #expect(try await Self.messages(service).first == "Merge branch 'main' into topic")
            _ = try await service.sandbox.comment(
                service.repository, pull, "/squash --message=\"All of it\"", by: ServiceFixture.person)
            _ = try await Self.answer(service, pull, "Made one commit of")
            #expect(Array(try await Self.messages(service).prefix(2)) == ["All of it", "More"])
            #expect(service.agentStarts == 0)
        }
    }

    @Test func `a conflict is named and nothing is pushed, and whoever may not write is refused`() async throws {
        try await Self.run(conflict: true) { service, pull, head, _ in
            _ = try await service.sandbox.comment(service.repository, pull, "/rebase", by: ServiceFixture.person)
            let said = try await Self.answer(service, pull, "**Failed.**")
            #expect(said.contains("\(head.short) of topic conflicts with main in `two.txt`"), "\(said)")
            #expect(try await service.sandbox.branchHead(service.repository, "topic") == head)
            _ = try await service.sandbox.comment(service.repository, pull, "/rebase", by: ServiceFixture.guest)
            _ = try await Self.answer(service, pull, "needs write permission")
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test(arguments: ["/rebase", "/squash"])
    func `what somebody pushes meanwhile is not pushed over, also by a service that was killed`(command: String) async throws {
        for failpoint in ["step.push.intended", "step.push.done"] {
            try await Self.run(Self.setup, environment: ["HOOKBOT_FAILPOINT": "\(failpoint):kill"]) { service, pull, head, _ in
                _ = try await service.sandbox.comment(service.repository, pull, command, by: ServiceFixture.person)
                try await service.waitForEnd(within: .seconds(60))
                let pushed = try #require(try await service.sandbox.branchHead(service.repository, "topic"))
                #expect((pushed == head) == failpoint.hasSuffix("intended"))
                let human = try await service.sandbox.commit(
                    service.repository, files: ["human.txt": "mine\n"], to: "topic", message: "By hand", by: ServiceFixture.person
                )
                try await service.start()
                _ = try await Self.answer(
                    service, pull, pushed == head ? "moved to \(human.short) meanwhile" : "**Done.** Pushed \(pushed)")
                #expect(try await service.sandbox.branchHead(service.repository, "topic") == human)
            }
        }
    }
}
