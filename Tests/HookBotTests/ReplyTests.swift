import GitHubSandbox
import Testing

@Suite(.serialized, .timeLimit(.minutes(3)))
struct ReplyTests {
    private static let replies = """


        [[rule.do]]
        action = "comment"
        body = "Sorry: see job {{ job.id }}."
        sticky = "reply"
        if = { job-outcome = ["failed", "cancelled"] }

        [[rule.do]]
        action = "comment"
        body = "All done."
        if = { job-outcome = "pull-request" }

        [[rule.do]]
        action = "react"
        emoji = "heart"
        if = { job-outcome = "finished" }
        """

    @Test func `a comment that waits for a failed job is written once it has failed, and no other`() async throws {
        let setup = ServiceSetup(agent: "exit 1", rules: ServiceSetup.fixOnLabel + Self.replies)
        try await ServiceFixture.run(setup) { service in
            let issue = try await service.openLabelledIssue()
            try await service.eventually("the reply") { world in
                world.comments.values.contains { $0.body.contains("Sorry: see job 0") }
            }
            try await service.eventually("the reaction of a failure") {
                $0.issues[issue]?.reactions.map(\.content) == ["confused"]
            }
            let comments = try await service.sandbox.comments(service.repository, issue)
            #expect(comments.count == 2)
            #expect(!comments.contains { $0.body.contains("All done.") })
        }
    }

    @Test func `a comment and a reaction that wait for a finished job come with its pull request`() async throws {
        let setup = ServiceSetup(rules: ServiceSetup.fixOnLabel + Self.replies)
        try await ServiceFixture.run(setup) { service in
            let issue = try await service.openLabelledIssue()
            try await service.eventually("the reply") { $0.comments.values.contains { $0.body.contains("All done.") } }
            try await service.eventually("the chosen reaction") { $0.issues[issue]?.reactions.map(\.content) == ["heart"] }
            #expect(try await service.sandbox.comments(service.repository, issue).count == 2)
        }
    }
}
