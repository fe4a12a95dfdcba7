import POSIX
import Identifiers
import JSON
import GitHubSandbox
import Testing

/// GitHub does what it was asked, and the answer is lost on the way.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct LostAnswerTests {
    @Test(arguments: ["*/pulls", "*/git-receive-pack", "*/comments", "*/statuses/*", "*/reactions"])
    func `an answer that is lost does not make anything twice`(path: String) async throws {
        try await ServiceFixture.run(ServiceSetup(limits: "attempts = 3")) { service in
            service.sandbox.inject(SandboxFault("POST", path, .dropAfterEffect))
            let issue = try await service.openLabelledIssue()
            let pull = try await service.pullRequest(of: issue, within: .seconds(120))
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
            #expect(try await service.sandbox.comments(service.repository, issue).count == 1)
            #expect(try await service.sandbox.issue(service.repository, issue).reactions.count == 1)
            #expect(service.agentStarts == 1)
            #expect(pull.pull?.isDraft == true)
        }
    }

    @Test(arguments: [502, 503])
    func `an answer that GitHub is busy is tried again`(status: Int) async throws {
        try await ServiceFixture.run(ServiceSetup(limits: "attempts = 3")) { service in
            service.sandbox.inject(SandboxFault("POST", "*/comments", .respond(status: status)))
            service.sandbox.inject(SandboxFault("GET", "*/permission", .respond(status: status)))
            let issue = try await service.openLabelledIssue()
            try await service.pullRequest(of: issue, within: .seconds(120))
            #expect(try await service.sandbox.comments(service.repository, issue).count == 1)
        }
    }

    @Test func `a branch that GitHub's API does not know yet is asked about again`() async throws {
        try await ServiceFixture.run { service in
            let refusal =
                #"{"message":"Validation Failed","errors":[{"resource":"PullRequest","field":"head","code":"invalid"}]}"#
            service.sandbox.inject(SandboxFault("POST", "*/pulls", .respond(status: 422, body: refusal)))
            try await service.pullRequest(of: try await service.openLabelledIssue())
            #expect(await service.requests("POST", endingIn: "/pulls") == 2)
            #expect(try await service.jobs().map { $0["attempt"]?.integer } == [1])
        }
    }
}
