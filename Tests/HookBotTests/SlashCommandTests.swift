import GitHubSandbox
import Identifiers
import JSON
import POSIX
import Testing

/// What people write in comments, and what becomes of it.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct SlashCommandTests {
    private static let setup: ServiceSetup = {
        var setup = ReviewedAgent.setup()
        setup.rules = ""
        setup.sections = """
            [commands]

            [command.fix]
            summary = "Let the agent change the code."
            agent = "fixer"
            permission = "triage"

            [command.ask]
            agent = "fixer"
            result = "answer"
            permission = "triage"

            [command.deploy]
            agent = "fixer"
            permission = "admin"
            """
        return setup
    }()

    private static func run(_ setup: ServiceSetup = setup, _ body: (ServiceFixture, Int) async throws -> Void) async throws {
        try await ServiceFixture.run(setup) { service in
            let issue = try await service.sandbox.openIssue(
                service.repository, title: "The greeting is wrong", body: "It says good bye.", by: ServiceFixture.person)
            try await body(service, issue)
        }
    }

    private static func say(
        _ service: ServiceFixture, _ issue: Int, _ text: String, by login: String = ServiceFixture.person
    ) async throws -> Int64 {
        try await service.sandbox.comment(service.repository, issue, text, by: login)
    }

    /// Waits for a comment of HookBot's that says these words.
    @discardableResult
    private static func answer(_ service: ServiceFixture, _ issue: Int, _ words: String) async throws -> String {
        try await service.eventually("'\(words)' on #\(issue)") { repository in
            repository.comments(on: issue).contains { $0.body.contains(words) }
        }
        return try await service.sandbox.comments(service.repository, issue).first { $0.body.contains(words) }?.body ?? ""
    }

    private static func delivery(_ service: ServiceFixture, saying text: String) async throws -> SandboxDelivery {
        try #require(
            await service.sandbox.world.deliveries.last { delivery in
                (try? JSONValue(parsing: delivery.body).at("comment", "body")?.string) == text
            })
    }

    private static func settle(_ service: ServiceFixture) async throws {
        await service.sandbox.waitForDeliveries()
        try await service.untilDispatched()
    }

    @Test func `a command on an issue opens a pull request, one on that goes on with it`() async throws {
        try await Self.run { service, issue in
            let comment = try await Self.say(service, issue, "/fix the greeting\nIt should say hello.\n\n/end\nThanks!")
            try await Self.answer(service, issue, "**Done.**")
            let pull = try #require(try await service.sandbox.pulls(service.repository).first)
            let prompt = try Files.readText("\(service.folder)/prompts")
            #expect(prompt.contains("the greeting\n\nIt should say hello.") && !prompt.contains("Thanks!"), "\(prompt)")
            try await service.eventually("a thumb on the comment") { repository in
                repository.comments[comment]?.reactions.map(\.content) == ["+1"]
            }
            let head = try #require(pull.pull?.headCommit)
            _ = try await Self.say(service, pull.number, "@hookbot fix Say it louder.")
            try await Self.answer(service, pull.number, "**Done.** Pushed")
            #expect(try await service.sandbox.issue(service.repository, pull.number).pull?.headCommit != head)
            #expect(try Files.readText("\(service.folder)/prompts").contains("Say it louder."))
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
            #expect(service.agentStarts == 2)
        }
    }

    @Test func `a delivery that comes twice, a replay and a double click make one job`() async throws {
        try await Self.run { service, issue in
            _ = try await Self.say(service, issue, "/fix")
            try await Self.answer(service, issue, "**Done.**")
            let delivery = try #require(
                await service.sandbox.world.deliveries.last { $0.event == "issue_comment" && $0.action == "created" })
            try await service.sandbox.redeliver(delivery.id)
            let replay = try await service.hookbot("replay", delivery.guid)
            #expect(replay.succeeded, "\(replay.text)")
            try await Self.settle(service)
            _ = try await Self.say(service, issue, "/fix")
            try await Self.answer(service, issue, "was asked for a moment ago")
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `mistakes are named, and nothing that changes anything runs`() async throws {
        try await Self.run { service, issue in
            let comment = try await Self.say(service, issue, "Hello\n\n/fix\n/hb statsu\n/status")
            let reply = try await Self.answer(service, issue, "line 4, column 5")
            #expect(reply.contains("did you mean `status`?") && reply.contains("No job has worked on this yet"), "\(reply)")
            #expect(reply.contains("I ran nothing that changes anything"))
            try await service.eventually("a confused face") { $0.comments[comment]?.reactions.map(\.content) == ["confused"] }
            #expect(try await service.jobs().isEmpty)
            // Mended by an edit: now it runs what it did not.
            try await service.sandbox.editComment(
                service.repository, comment, "Hello\n\n/fix\n/hb status\n/status", by: ServiceFixture.person)
            try await Self.answer(service, issue, "**Done.** Pull request")
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `bare words of other bots and quoted commands are left alone`() async throws {
        try await Self.run { service, issue in
            for text in ["/lgtm", "/fixx", "> /fix", "`/fix`", "please /fix this", "<details>\n\n/fix\n\n</details>"] {
                _ = try await Self.say(service, issue, text)
            }
            try await Self.settle(service)
            #expect(try await service.jobs().isEmpty)
            #expect(try await service.sandbox.comments(service.repository, issue).count == 6)
        }
    }

    @Test func `a refusal is said once`() async throws {
        try await Self.run { service, issue in
            _ = try await Self.say(service, issue, "/fix", by: ServiceFixture.guest)
            let reply = try await Self.answer(service, issue, "needs triage permission")
            #expect(reply.contains("you have read"))
            _ = try await Self.say(service, issue, "/fix", by: ServiceFixture.guest)
            _ = try await Self.say(service, issue, "/deploy", by: ServiceFixture.guest)
            try await Self.settle(service)
            _ = try await Self.say(service, issue, "/ping")
            try await Self.answer(service, issue, "Here I am")
            let ours = try await service.sandbox.comments(service.repository, issue).filter { $0.body.contains("hookbot:v1") }
            #expect(ours.count == 2, "\(ours.map(\.body))")
            #expect(try await service.jobs().isEmpty)
        }
    }

    @Test func `people who may not read get no answer`() async throws {
        var setup = Self.setup
        setup.isPrivate = true
        try await Self.run(setup) { service, issue in
            try await service.sandbox.setPermission(.none, of: ServiceFixture.guest, in: service.repository)
            _ = try await Self.say(service, issue, "/help\n/fix\n/hb sing", by: ServiceFixture.guest)
            try await Self.settle(service)
            _ = try await Self.say(service, issue, "/ping")
            try await Self.answer(service, issue, "Here I am")
            #expect(try await service.sandbox.comments(service.repository, issue).count == 3)
            #expect(try await service.jobs().isEmpty)
        }
    }

    @Test func `help lists what its reader may use`() async throws {
        try await Self.run { service, issue in
            _ = try await Self.say(service, issue, "/help", by: ServiceFixture.guest)
            let short = try await Self.answer(service, issue, "| Command |")
            #expect(short.contains("`/status`") && !short.contains("/fix"), "\(short)")
            _ = try await Self.say(service, issue, "/help", by: ServiceFixture.person)
            let long = try await Self.answer(service, issue, "Let the agent change the code.")
            #expect(long.contains("`/fix [text...]`") && !long.contains("/deploy") && !long.contains("/cancel"), "\(long)")
        }
    }

    @Test func `who asked for a job may end it and have it done again`() async throws {
        var setup = Self.setup
        setup.agent = "@meet\n" + setup.agent
        try await Self.run(setup) { service, issue in
            _ = try await Self.say(service, issue, "/fix")
            try await service.meeting.waitForAgent()
            _ = try await Self.say(service, issue, "/status")
            try await Self.answer(service, issue, "| running |")
            _ = try await Self.say(service, issue, "/cancel", by: ServiceFixture.guest)
            try await Self.answer(service, issue, "needs write permission")
            _ = try await Self.say(service, issue, "/cancel")
            try await Self.answer(service, issue, "**Cancelled** by `ana`")
            _ = try await Self.say(service, issue, "/retry")
            try await service.meeting.waitForAgent()
            try service.meeting.letGo()
            try await Self.answer(service, issue, "**Done.** Pull request")
            let jobs = try await service.jobs()
            #expect(jobs.map { $0["state"]?.string } == ["completed", "cancelled"])
            #expect(jobs.first?["branch_name"]?.string?.hasSuffix("-retry-1") == true, "\(jobs)")
            let again = try await service.hookbot("jobs", "retry", jobs.last?["id"]?.string ?? "")
            #expect(again.succeeded && again.text.contains("is done again as"), "\(again.text)")
            try await service.meeting.waitForAgent()
            let running = try #require(try await service.jobs().first)
            #expect(running["branch_name"]?.string?.hasSuffix("-retry-2") == true, "\(running)")
            let refused = try await service.hookbot("jobs", "retry", running["id"]?.string ?? "")
            #expect(!refused.succeeded && refused.text.contains("has not ended"), "\(refused.text)")
            try service.meeting.letGo()
        }
    }

    @Test func `an edit runs what it added, as whoever edited`() async throws {
        try await Self.run { service, issue in
            let comment = try await Self.say(service, issue, "Look at this.")
            try await service.sandbox.editComment(service.repository, comment, "Look at this.\n\n/ping", by: ServiceFixture.guest)
            try await Self.answer(service, issue, "`@guest`: Here I am")
            try await service.sandbox.editComment(
                service.repository, comment, "Look at this!\n\n/ping\n/status", by: ServiceFixture.person)
            let reply = try await Self.answer(service, issue, "`@ana`: No job has worked on this yet.")
            #expect(!reply.contains("Here I am"))
        }
    }

    @Test func `a command that is edited out or deleted before its job began takes the job with it, and no other`() async throws {
        var setup = Self.setup
        setup.agent = "@meet\n" + setup.agent
        setup.limits = "attempts = 1\njobs = 1"
        try await Self.run(setup) { service, issue in
            let sandbox = service.sandbox
            let busy = try await sandbox.openIssue(service.repository, title: "Busy", by: ServiceFixture.person)
            _ = try await Self.say(service, busy, "/fix this first")
            try await service.meeting.waitForAgent()
            let edited = try await Self.say(service, issue, "/fix one thing\n\n/fix not that one thing\n\n/ask what is this?")
            let deleted = try await Self.say(service, issue, "/fix another thing")
            try await Self.settle(service)
            #expect(try await service.jobs().count { $0["state"]?.string == "queued" } == 4)
            try await sandbox.editComment(
                service.repository, edited, "/fix not that one thing\n\n/ask what is this?", by: ServiceFixture.person)
            try await sandbox.deleteComment(service.repository, deleted, by: ServiceFixture.person)
            try await Self.settle(service)
            let states = try await service.jobs().map { "\($0["rule"]?.string ?? "") \($0["state"]?.string ?? "")" }
            #expect(
                states.sorted() == ["/ask queued", "/fix cancelled", "/fix cancelled", "/fix queued", "/fix running"], "\(states)"
            )
            try await Self.answer(service, issue, "who took the command back")
            try service.meeting.letGo()
        }
    }

    @Test func `a question about a pull request is answered from its branch`() async throws {
        try await Self.run { service, issue in
            _ = try await Self.say(service, issue, "/fix")
            try await Self.answer(service, issue, "**Done.**")
            let pull = try #require(try await service.sandbox.pulls(service.repository).first)
            _ = try await Self.say(service, pull.number, "/ask Does it work?")
            try await Self.answer(service, pull.number, "**Answer**")
            let job = try #require(try await service.jobs().first)
            #expect(job["base_sha"]?.string == pull.pull?.headCommit, "\(job)")
        }
    }

    @Test func `a replayed cancellation leaves alone what was begun since, and a retry by two hooks is one`() async throws {
        var setup = Self.setup
        setup.agent = "@meet\n" + setup.agent
        try await Self.run(setup) { service, issue in
            _ = try await Self.say(service, issue, "/fix")
            try await service.meeting.waitForAgent()
            _ = try await Self.say(service, issue, "/cancel")
            try await Self.answer(service, issue, "**Cancelled** by `ana`")
            let cancellation = try await Self.delivery(service, saying: "/cancel")
            _ = try await Self.say(service, issue, "/retry")
            try await service.meeting.waitForAgent()
            let retry = try await Self.delivery(service, saying: "/retry")
            let other = "6f1c4f60-0000-4000-8000-00000000000a"
            #expect(try await service.post(retry.body, event: "issue_comment", guid: other).status == 202)
            #expect(try await service.hookbot("replay", cancellation.guid).succeeded)
            try await Self.settle(service)
            try await service.untilDelivery(other, isNoted: "told of the same event")
            try service.meeting.letGo()
            try await Self.answer(service, issue, "**Done.** Pull request")
            #expect(try await service.jobs().map { $0["state"]?.string } == ["completed", "cancelled"])
        }
    }

    @Test func `beside a command that is refused nothing is changed, and its mistakes are nobody's lesson`() async throws {
        try await Self.run { service, issue in
            let comment = try await Self.say(service, issue, "/fix\n/deploy\n/status")
            let reply = try await Self.answer(service, issue, "needs admin permission")
            #expect(reply.contains("No job has worked on this yet") && reply.contains("all run or none"), "\(reply)")
            try await service.eventually("a confused face") { $0.comments[comment]?.reactions.map(\.content) == ["confused"] }
            _ = try await Self.say(service, issue, "/fix --modle=x", by: ServiceFixture.guest)
            let refusal = try await Self.answer(service, issue, "needs triage permission")
            #expect(!refusal.contains("modle"))
            #expect(try await service.jobs().isEmpty)
        }
    }

    @Test func `HookBot obeys neither its own words nor an edit of them, whoever is ignored`() async throws {
        var setup = Self.setup
        setup.agent = setup.agent.replacing("said='Fixed it.'", with: #"said='/fix everything\n\n/hb fixx'"#)
        setup.gitHubKeys = "ignore-actors = []"
        try await Self.run(setup) { service, issue in
            _ = try await Self.say(service, issue, "/ask what?")
            try await Self.answer(service, issue, "**Answer**")
            try await Self.settle(service)
            let ours = try #require(
                try await service.sandbox.comments(service.repository, issue).first { $0.body.contains("**Answer**") })
            try await service.sandbox.editComment(
                service.repository, ours.id, "/fix\n\n" + ours.body, by: ServiceFixture.person)
            try await Self.settle(service)
            _ = try await Self.say(service, issue, "/ping")
            try await Self.answer(service, issue, "Here I am")
            #expect(try await service.sandbox.comments(service.repository, issue).count == 4)
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `a command said twice in one comment, and one stored while the service is killed, are each one job`() async throws
    {
        try await Self.run { service, issue in
            // The issue's own event must not be the one that is killed.
            try await Self.settle(service)
            try await service.stop()
            try await service.start(environment: ["HOOKBOT_FAILPOINT": "dispatch.storing:kill"])
            _ = try await Self.say(service, issue, "/fix it\n/end\n/fix it\n/end\n/ping")
            try await service.waitForEnd(within: .seconds(30))
            try await service.start()
            let reply = try await Self.answer(service, issue, "was asked for a moment ago")
            #expect(reply.contains("Here I am"))
            try await Self.answer(service, issue, "**Done.**")
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `a command's arguments reach its agent, and its condition and its branch are heeded`() async throws {
        var setup = Self.setup
        setup.sections += """


            [command.land]
            summary = "Land it."
            agent = "fixer"
            permission = "triage"
            on = ["issue"]
            args = "<place:test|live> [--force] [--base=<branch>] [text...]"
            when = { title = "glob:The greeting*" }
            prompt = "Land it where the command says."
            """
        try await Self.run(setup) { service, issue in
            _ = try await service.sandbox.commit(
                service.repository, files: ["a.txt": "a\n"], to: "release", message: "Release", by: ServiceFixture.person)
            _ = try await Self.say(service, issue, "/land --force base=release Live at night")
            try await Self.answer(service, issue, "**Done.**")
            let prompt = try Files.readText("\(service.folder)/prompts")
            #expect(
                prompt.contains("Land it where the command says.") && prompt.contains("place: live")
                    && prompt.contains("force: yes"))
            let pull = try #require(try await service.sandbox.pulls(service.repository).first)
            #expect(pull.pull?.baseBranch == "release")
            let other = try await service.sandbox.openIssue(
                service.repository, title: "Else", body: "", by: ServiceFixture.person)
            _ = try await Self.say(service, other, "/land test")
            try await Self.answer(service, other, "its condition does not hold")
            _ = try await Self.say(service, pull.number, "/land test")
            try await Self.answer(service, pull.number, "is not for here, but for: issue")
            _ = try await Self.say(service, issue, "/land nowhere")
            try await Self.answer(service, issue, "usage: `/land <place:test")
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `whoever may no longer ask for a job may not have their old one done again`() async throws {
        var setup = Self.setup
        setup.agent = "exit 1"
        try await Self.run(setup) { service, issue in
            _ = try await Self.say(service, issue, "/fix")
            try await Self.answer(service, issue, "**Failed.**")
            try await service.sandbox.setPermission(.read, of: ServiceFixture.person, in: service.repository)
            // What somebody may do is remembered for a minute, by the process.
            try await service.stop()
            try await service.start()
            _ = try await Self.say(service, issue, "/retry")
            try await Self.answer(service, issue, "needs write permission")
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `a review may hold a command`() async throws {
        try await Self.run { service, issue in
            _ = try await Self.say(service, issue, "/fix")
            try await Self.answer(service, issue, "**Done.**")
            let pull = try #require(try await service.sandbox.pulls(service.repository).first)
            try await service.sandbox.review(
                service.repository, pull.number, .commented, body: "Nice.\n\n/fix Say it louder.",
                by: ServiceFixture.person)
            try await Self.answer(service, pull.number, "**Done.** Pushed")
            #expect(try Files.readText("\(service.folder)/prompts").contains("Say it louder."))
        }
    }
}
