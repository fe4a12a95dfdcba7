import POSIX
import Identifiers
import GitHubSandbox
import JSON
import Testing

@Suite(.serialized, .timeLimit(.minutes(3)))
struct QueueTests {
    @Test func `jobs of one repository run one after another, the more important one first`() async throws {
        let urgent = ServiceSetup.fixOnLabel.replacing("fix-on-label", with: "urgent")
            .replacing("agent:fix", with: "agent:urgent").replacing("permission =", with: "priority = 10\npermission =")
        let setup = ServiceSetup(
            agent: "@meet\ncat > prompt.txt", limits: "jobs = 2\njobs-per-repo = 1",
            rules: ServiceSetup.fixOnLabel + "\n\n" + urgent)
        try await ServiceFixture.run(setup) { service in
            let first = try await service.openLabelledIssue("First")
            try await service.meeting.waitForAgent()
            let second = try await service.openLabelledIssue("Second")
            let third = try await service.sandbox.openIssue(service.repository, title: "Third", by: ServiceFixture.person)
            try await service.sandbox.label(service.repository, third, "agent:urgent", by: ServiceFixture.person)
            try await service.eventually("all accepted") { repository in
                [first, second, third].allSatisfy { !repository.comments(on: $0).isEmpty }
            }
            #expect(service.agentStarts == 1)
            for issue in [first, third, second] {
                try service.meeting.letGo()
                try await service.end(of: issue, saying: "**Done.**")
                if issue != second { try await service.meeting.waitForAgent() }
            }
            let titles = try await service.sandbox.pulls(service.repository).map(\.title)
            #expect(titles.count == 3)
            #expect(titles[1].contains("Third"), "\(titles)")
        }
    }
}
