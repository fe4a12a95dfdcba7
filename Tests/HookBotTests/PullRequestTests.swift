import JSON
import GitHubSandbox
import Identifiers
import POSIX
import Testing

@Suite(.serialized, .timeLimit(.minutes(3)))
struct PullRequestTests {
    @Test func `a labelled issue becomes exactly one draft pull request with the agent's change alone`() async throws {
        try await ServiceFixture.run { service in
            let issue = try await service.openLabelledIssue()
            let pull = try await service.pullRequest(of: issue)
            let branch = try #require(pull.pull?.headBranch)
            #expect(pull.pull?.isDraft == true)
            #expect(pull.pull?.baseBranch == "main")
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
            #expect(try await service.sandbox.files(service.repository, branch) == ["README.md", "fixed.txt", "src/main.txt"])
            #expect(try await service.sandbox.file(service.repository, branch, "fixed.txt") == Array("fixed\n".utf8))
            #expect(try await service.sandbox.messages(service.repository, branch).count == 2)
            #expect(await service.requests("POST", endingIn: "/pulls") == 1)
            #expect(try await service.jobs().map { $0["outcome"]?.string } == ["pull_request"])
        }
    }

    @Test func `a finished job leaves one comment, one status on the commit, one reaction and no label`() async throws {
        try await ServiceFixture.run { service in
            let issue = try await service.openLabelledIssue()
            let pull = try await service.pullRequest(of: issue)
            let commit = try #require(pull.pull.flatMap { CommitID($0.headCommit) })
            #expect(try await service.sandbox.statuses(service.repository, commit).map(\.state) == ["success"])
            let known = try await service.sandbox.issue(service.repository, issue)
            #expect(known.reactions.map(\.content) == ["+1"])
            #expect(known.labels.isEmpty)
            let comments = try await service.sandbox.comments(service.repository, issue)
            #expect(comments.map(\.author) == [ServiceFixture.bot])
            #expect(comments.first?.body.contains("[#\(pull.number)]") == true)
        }
    }

    @Test func `two issues of one title get branches of their own`() async throws {
        try await ServiceFixture.run { service in
            for _ in 1...2 { try await service.pullRequest(of: try await service.openLabelledIssue("Same title")) }
            let pulls = try await service.sandbox.pulls(service.repository)
            #expect(Set(pulls.compactMap { $0.pull?.headBranch }).count == 2)
        }
    }

    @Test func `the same label set twice starts a job for each time`() async throws {
        try await ServiceFixture.run { service in
            let issue = try await service.openLabelledIssue()
            try await service.pullRequest(of: issue)
            try await service.sandbox.label(service.repository, issue, ServiceSetup.label, by: ServiceFixture.person)
            try await service.eventually("a second pull request") { $0.pulls.count == 2 }
            try await service.eventually("no label") { $0.issues[issue]?.labels.isEmpty == true }
            #expect(try await service.jobs().count == 2)
        }
    }
}
