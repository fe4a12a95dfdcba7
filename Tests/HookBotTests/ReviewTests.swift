import GitHubSandbox
import Identifiers
import JSON
import POSIX
import Testing

/// What people say about a pull request, and what becomes of it.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ReviewTests {
    private static let remarks = [
        (path: "fixed.txt", line: 1, body: "Call it greeting."), (path: "fixed.txt", line: 3, body: "Is this needed?"),
    ]

    /// Waits until both remarks have their reply.
    private static func untilAnswered(_ service: ServiceFixture, _ pull: Int) async throws -> [SandboxReviewComment] {
        try await service.eventually("two replies on #\(pull)") { repository in
            repository.reviewComments(of: pull).count { $0.replyTo != nil } == 2
        }
        return try await service.sandbox.repository(service.repository).reviewComments(of: pull)
    }

    /// Waits for the job's comment on the pull request to say these words.
    @discardableResult
    private static func status(_ service: ServiceFixture, _ pull: Int, saying words: String) async throws -> String {
        try await service.eventually("a comment on #\(pull) that says '\(words)'") { repository in
            repository.comments(on: pull).contains { $0.body.contains(words) }
        }
        let comments = try await service.sandbox.comments(service.repository, pull)
        return comments.first { $0.body.contains(words) }?.body ?? ""
    }

    private static func open(_ service: ServiceFixture) async throws -> SandboxIssue {
        let issue = try await service.openLabelledIssue()
        return try await service.pullRequest(of: issue)
    }

    @Test
    func
        `a review with two remarks is answered by one job: a commit on top, a reply on each thread, the branch gone after the merge`()
        async throws
    {
        try await ServiceFixture.run(ReviewedAgent.setup()) { service in
            let pull = try await Self.open(service)
            let before = try #require(pull.pull)
            try await service.sandbox.review(
                service.repository, pull.number, .changesRequested, body: "Nearly there.", comments: Self.remarks,
                by: ServiceFixture.person)
            let comments = try await Self.untilAnswered(service, pull.number)
            let after = try #require(try await service.sandbox.issue(service.repository, pull.number).pull)
            #expect(after.headCommit != before.headCommit && after.headBranch == before.headBranch)
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
            let replies = comments.filter { $0.replyTo != nil }
            let answers = replies.map { reply in
                (comments.first { $0.id == reply.replyTo }?.body ?? "", reply.body)
            }
            #expect(answers.contains { $0.0 == "Is this needed?" && $0.1.contains("Kept as it is") }, "\(answers)")
            #expect(replies.allSatisfy { $0.body.contains("Changed in \(after.headCommit).") })
            // The review's own text was the first remark the agent saw, whatever came first over the network.
            let prompts = try Files.readText("\(service.folder)/prompts")
            #expect(prompts.contains("Nearly there.") && prompts.contains("Is this needed?") && prompts.contains("by ana"))
            let text = try await service.sandbox.file(service.repository, after.headBranch, "better.txt")
            #expect(text.map { String(decoding: $0, as: UTF8.self) } == "turn 2\n", "the conversation goes on")
            try await Self.status(service, pull.number, saying: "Pushed \(after.headCommit)")
            #expect(try await service.jobs().map { $0["state"]?.string } == ["completed", "completed"])
            #expect(service.agentStarts == 2)

            try await service.sandbox.review(service.repository, pull.number, .approved, by: ServiceFixture.person)
            try await service.sandbox.setDraft(service.repository, pull.number, false, by: ServiceFixture.person)
            try await service.sandbox.merge(service.repository, pull.number, by: ServiceFixture.person)
            try await service.eventually("only main") { Set($0.branches.keys) == ["main"] }
            let job = try #require(try await service.jobs().first?["id"]?.string)
            let diff = try await service.request("GET", "/jobs/\(job)/diff")
            #expect(String(decoding: diff.body, as: UTF8.self).contains("+turn 2"))
            #expect(try await service.jobs().count == 2, "an approval without words asks for nothing")
        }
    }

    @Test func `what a person pushed meanwhile stays, and the answer is put on top of it`() async throws {
        try await ServiceFixture.run(ReviewedAgent.setup(answer: "@meet\necho better > better.txt")) { service in
            let pull = try await Self.open(service)
            let branch = try #require(pull.pull?.headBranch)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, comments: Self.remarks, by: ServiceFixture.person)
            try await service.meeting.waitForAgent()
            let human = try await service.sandbox.commit(
                service.repository, files: ["human.txt": "mine\n"], to: branch, message: "By hand", by: ServiceFixture.person)
            try service.meeting.letGo()
            _ = try await Self.untilAnswered(service, pull.number)
            let files = try await service.sandbox.files(service.repository, branch)
            #expect(files.contains("human.txt") && files.contains("better.txt"), "\(files)")
            let messages = try await service.sandbox.messages(service.repository, branch)
            #expect(messages.count == 4 && messages[1].hasPrefix("By hand"), "\(messages) \(human)")
        }
    }

    @Test func `a conflict with what a person pushed is named, and nothing of theirs is lost`() async throws {
        try await ServiceFixture.run(ReviewedAgent.setup(answer: "@meet\necho ours > fixed.txt")) { service in
            let pull = try await Self.open(service)
            let branch = try #require(pull.pull?.headBranch)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, comments: Self.remarks, by: ServiceFixture.person)
            try await service.meeting.waitForAgent()
            let human = try await service.sandbox.commit(
                service.repository, files: ["fixed.txt": "theirs\n"], to: branch, message: "By hand", by: ServiceFixture.person)
            try service.meeting.letGo()
            let comment = try await Self.status(service, pull.number, saying: "**Superseded.**")
            #expect(comment.contains("`fixed.txt`"), "\(comment)")
            #expect(try await service.sandbox.branchHead(service.repository, branch) == human)
            // What was not answered is the next review's to answer, too.
            try await service.sandbox.review(
                service.repository, pull.number, .commented, body: "Once more.", by: ServiceFixture.person)
            try await service.meeting.waitForAgent()
            try service.meeting.letGo()
            _ = try await Self.untilAnswered(service, pull.number)
        }
    }

    @Test func `remarks of people without permission, withdrawn ones and our own start nothing`() async throws {
        try await ServiceFixture.run(ReviewedAgent.setup()) { service in
            let pull = try await Self.open(service)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, body: "Let me in.", comments: Self.remarks, by: ServiceFixture.guest)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, body: "All by myself.", by: ServiceFixture.bot)
            await service.sandbox.waitForDeliveries()
            try await service.untilDispatched()
            #expect(try await service.jobs().count == 1)
            #expect(try await service.sandbox.repository(service.repository).reviewComments(of: pull.number).count == 2)
        }
    }

    @Test func `a service killed while it answers still answers each remark once`() async throws {
        try await ServiceFixture.run(ReviewedAgent.setup(answer: "@meet\necho better > better.txt")) { service in
            let pull = try await Self.open(service)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, comments: Self.remarks, by: ServiceFixture.person)
            try await service.meeting.waitForAgent()
            try await service.killNow()
            try await service.start(environment: ["HOOKBOT_FAILPOINT": "write.answered:kill:4"])
            try service.meeting.letGo()
            try await service.waitForEnd(within: .seconds(60))
            try await service.start()
            _ = try await Self.untilAnswered(service, pull.number)
            try await Self.status(service, pull.number, saying: "**Done.**")
            let comments = try await service.sandbox.repository(service.repository).reviewComments(of: pull.number)
            #expect(comments.count == 4)
            #expect(service.agentStarts == 2)
        }
    }

    @Test func `a remark that comes while an agent answers others is the next job's, also after a kill`() async throws {
        try await ServiceFixture.run(ReviewedAgent.setup(answer: "@meet\necho \"$id\" >> better.txt")) { service in
            let pull = try await Self.open(service)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, comments: Self.remarks, by: ServiceFixture.person)
            try await service.meeting.waitForAgent()
            try await service.sandbox.review(
                service.repository, pull.number, .commented, comments: [(path: "fixed.txt", line: 2, body: "And this?")],
                by: ServiceFixture.person)
            await service.sandbox.waitForDeliveries()
            try await service.untilDispatched()
            try await service.killNow()
            try await service.start()
            try service.meeting.letGo()
            _ = try await Self.untilAnswered(service, pull.number)
            try await service.meeting.waitForAgent()
            try service.meeting.letGo()
            try await service.eventually("three replies") { repository in
                repository.reviewComments(of: pull.number).count { $0.replyTo != nil } == 3
            }
            #expect(service.agentStarts == 3)
            #expect(try await service.jobs().count == 3)
        }
    }

    @Test func `a push that arrived before the kill is not repeated on top of what others pushed since`() async throws {
        try await ServiceFixture.run(ReviewedAgent.setup(answer: "@meet\necho better > better.txt")) { service in
            let pull = try await Self.open(service)
            let branch = try #require(pull.pull?.headBranch)
            try await service.stop()
            try await service.start(environment: ["HOOKBOT_FAILPOINT": "step.push.done:kill"])
            try await service.sandbox.review(
                service.repository, pull.number, .commented, comments: Self.remarks, by: ServiceFixture.person)
            try await service.meeting.waitForAgent()
            try service.meeting.letGo()
            try await service.waitForEnd(within: .seconds(60))
            _ = try await service.sandbox.commit(
                service.repository, files: ["human.txt": "mine\n"], to: branch, message: "By hand", by: ServiceFixture.person)
            try await service.start()
            _ = try await Self.untilAnswered(service, pull.number)
            let messages = try await service.sandbox.messages(service.repository, branch)
            #expect(messages.count == 4 && messages[0].hasPrefix("By hand"), "\(messages)")
        }
    }

    @Test func `a closed pull request takes its waiting job with it`() async throws {
        var setup = ReviewedAgent.setup()
        setup.rules = setup.rules.replacing("coalesce = \"1s\"", with: "coalesce = \"1h\"")
        try await ServiceFixture.run(setup) { service in
            let pull = try await Self.open(service)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, comments: Self.remarks, by: ServiceFixture.person)
            await service.sandbox.waitForDeliveries()
            try await service.untilDispatched()
            #expect(try await service.jobs().map { $0["state"]?.string } == ["queued", "completed"])
            try await service.sandbox.setOpen(service.repository, pull.number, false, by: ServiceFixture.person)
            await service.sandbox.waitForDeliveries()
            try await service.untilDispatched()
            #expect(try await service.jobs().map { $0["state"]?.string } == ["cancelled", "completed"])
            try await service.eventually("the job's comment says so") { repository in
                repository.comments(on: pull.number).contains {
                    $0.body.contains("**Cancelled** by `GitHub: the pull request was closed`")
                }
            }
        }
    }
}
