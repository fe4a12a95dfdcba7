import GitHubSandbox
import Identifiers
import JSON
import Testing

/// Commands about the issue itself: labels, people, milestone, priority, a pause, and what the rules made of it.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ItemCommandTests {
    private static let setup: ServiceSetup = {
        var setup = ServiceSetup()
        setup.sections = """
            [commands]

            [command.fix]
            agent = "fixer"
            permission = "triage"
            """
        return setup
    }()

    private static func run(_ body: (ServiceFixture, Int) async throws -> Void) async throws {
        try await ServiceFixture.run(setup) { service in
            try await service.sandbox.setPermission(.maintain, of: ServiceFixture.person, in: service.repository)
            let issue = try await service.sandbox.openIssue(
                service.repository, title: "The greeting is wrong", body: "It says good bye.", by: ServiceFixture.person)
            try await body(service, issue)
        }
    }

    /// Says it and waits for the answer, which is a comment of its own for each.
    private static func say(
        _ service: ServiceFixture, _ issue: Int, _ text: String, by login: String = ServiceFixture.person, until words: String
    ) async throws -> String {
        try await service.sandbox.comment(service.repository, issue, text, by: login)
        try await service.eventually("'\(words)' after \(text)") { repository in
            repository.comments(on: issue).contains { $0.body.contains(words) }
        }
        return try await service.sandbox.comments(service.repository, issue).last { $0.body.contains(words) }?.body ?? ""
    }

    @Test func `labels and people are set and taken off, and a slip makes no new label`() async throws {
        try await Self.run { service, issue in
            let (sandbox, repository) = (service.sandbox, service.repository)
            try await sandbox.label(repository, issue, "wip", by: ServiceFixture.person)
            let other = try await sandbox.openIssue(
                repository, title: "Other", labels: ["needs review"], by: ServiceFixture.person)
            _ = try await Self.say(service, issue, "/label +needs-reviw", until: "there is no label `needs-reviw`")
            _ = try await Self.say(service, issue, "/label \"neds review\"", until: "did you mean `needs review`")
            try await sandbox.comment(
                repository, issue, "/label \"needs review\" -wip\n/assign @guest me", by: ServiceFixture.person)
            try await service.eventually("labels and people") { repository in
                let now = repository.issues[issue]
                return now?.labels.map(\.name) == ["needs review"] && Set(now?.assignees ?? []).count == 2
            }
            try await sandbox.comment(repository, issue, "/unassign guest", by: ServiceFixture.person)
            try await service.eventually("one person") { $0.issues[issue]?.assignees.count == 1 }
            _ = try await Self.say(service, issue, "/milestone v9", until: "no milestone 'v9'")
            _ = try await Self.say(service, issue, "/label +wip", by: ServiceFixture.guest, until: "needs triage permission")
            #expect(other > issue)
        }
    }

    @Test func `while it is paused nothing is begun, and a job that waits goes on after it, also over a kill`() async throws {
        try await Self.run { service, issue in
            let said = try await Self.say(service, issue, "/pause", until: "**Paused.**")
            #expect(!said.contains("wait until then"))
            try await service.sandbox.label(service.repository, issue, ServiceSetup.label, by: ServiceFixture.person)
            _ = try await Self.say(service, issue, "/fix", until: "`/fix` does nothing: `ana` paused this")
            try await service.killNow()
            try await service.start()
            let told = try await Self.say(service, issue, "/explain", until: "fix-on-label")
            #expect(told.contains("held back: ana paused this"), "\(told)")
            #expect(try await service.jobs().isEmpty)
            _ = try await Self.say(service, issue, "/resume", until: "**Resumed.**")
            _ = try await Self.say(service, issue, "/fix", until: "**Done.**")
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `explain names the rule and what it wanted, and priority is for jobs that wait`() async throws {
        try await Self.run { service, issue in
            try await service.sandbox.label(service.repository, issue, "wip", by: ServiceFixture.person)
            let told = try await Self.say(service, issue, "/explain", by: ServiceFixture.guest, until: "fix-on-label")
            #expect(told.contains("`issues.labeled`") && told.contains("wants `label-added eq \"agent:fix\"`"), "\(told)")
            _ = try await Self.say(service, issue, "/priority soon", until: "`soon` is no priority")
            _ = try await Self.say(service, issue, "/priority high", until: "No job waits here.")
        }
    }
}
