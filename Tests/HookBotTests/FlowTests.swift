import GitHubSandbox
import Identifiers
import JSON
import POSIX
import Testing

/// When rules are carried out, beside which other jobs, and why they were not.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct FlowTests {
    private static func rule(_ keys: String, _ action: String = "action = \"agent\"\nuse = \"fixer\"\nresult = \"answer\"")
        -> String
    {
        """
        [[rule]]
        name = "go"
        on = ["issue_comment.created"]
        permission = "triage"
        when = { comment-body = "re:/^go/" }
        \(keys)

        [[rule.do]]
        \(action)

        [[rule]]
        name = "last"
        on = ["issue_comment.created"]
        when = { comment-body = "last" }

        [[rule.do]]
        action = "reply"
        body = "That was the last."
        """
    }

    @Test func `a rule rests after it was carried out, for one issue and not for another, and the explanation says so`()
        async throws
    {
        let rules = Self.rule("cooldown = { per = \"issue\", every = \"1h\" }", "action = \"reply\"\nbody = \"Going.\"")
        try await ServiceFixture.run(ServiceSetup(rules: rules)) { service in
            let first = try await service.issue()
            let second = try await service.issue()
            let carriedOut = try await service.say("go", on: first)
            try await service.untilSaid("Going.", on: first)
            let held = try await service.say("go again", on: first)
            try await service.say("go", on: second)
            try await service.untilSaid("Going.", on: second)
            #expect(try await service.said("Going.", on: first) == 1)
            let explanation = try await service.hookbot("explain", held).text
            #expect(explanation.contains("held back: cooldown: carried out at"), "\(explanation)")
            // An event is not in its own way when it is dispatched once more.
            _ = try await service.hookbot("replay", carriedOut)
            try await service.say("last", on: second)
            try await service.untilSaid("That was the last.", on: second)
            #expect(try await !service.hookbot("explain", carriedOut).text.contains("held back"))
            #expect(try await service.said("Going.", on: first) == 1)
        }
    }

    @Test func `a busy group leaves an event alone, and the explanation names the job`() async throws {
        let rules = Self.rule("concurrency = { group = \"{{ number }}\", when-busy = \"skip\" }")
        try await ServiceFixture.run(ServiceSetup(agent: "@meet\necho done", rules: rules)) { service in
            let issue = try await service.issue()
            try await service.say("go", on: issue)
            try await service.meeting.waitForAgent()
            let held = try await service.say("go", on: issue)
            try await service.say("last", on: issue)
            try await service.untilSaid("That was the last.", on: issue)
            let jobs = try await service.jobs()
            #expect(jobs.count == 1)
            let explanation = try await service.hookbot("explain", held).text
            let job = try #require(jobs[0]["id"]?.string)
            #expect(explanation.contains("held back: concurrency: the group is busy with job \(job)"), "\(explanation)")
            try service.meeting.letGo()
            try await service.untilJobs(["completed"])
        }
    }

    @Test func `a newer event takes the place of the job that runs`() async throws {
        let rules = Self.rule("concurrency = { group = \"{{ number }}\", when-busy = \"replace\" }")
        let agent = "if [ ! -e '@folder/first' ]; then touch '@folder/first'; @meet\nfi\necho done"
        try await ServiceFixture.run(ServiceSetup(agent: agent, rules: rules)) { service in
            let issue = try await service.issue()
            try await service.say("go", on: issue)
            try await service.meeting.waitForAgent()
            try await service.say("go on", on: issue)
            // Newest first.
            try await service.untilJobs(["completed", "cancelled"])
            try await service.eventually("what became of the first") { repository in
                repository.comments(on: issue).contains { $0.body.contains("a newer event") }
            }
        }
    }

    @Test func `events within a while become one job that sees them all`() async throws {
        let rules = Self.rule("coalesce = \"3s\"")
        let setup = ServiceSetup(agent: "cat > '@folder/prompt'\necho done", rules: rules)
        try await ServiceFixture.run(setup) { service in
            let issue = try await service.issue()
            try await service.say("go: the first thing", on: issue)
            try await service.say("go: the second thing", on: issue)
            try await service.untilJobs(["completed"])
            let prompt = try Files.readText("\(service.folder)/prompt")
            #expect(prompt.contains("the first thing") && prompt.contains("the second thing"), "\(prompt)")
            #expect(service.agentStarts == 1)
            // Done again, it sees them all again.
            try Files.write([], to: "\(service.folder)/prompt")
            let job = try #require(try await service.jobs().first?["id"]?.string)
            _ = try await service.hookbot("jobs", "retry", job)
            try await service.untilJobs(["completed", "completed"])
            #expect(try Files.readText("\(service.folder)/prompt").contains("the second thing"))
        }
    }

    @Test func `a job that is not over by its rule's timeout is cancelled`() async throws {
        let rules = Self.rule("timeout = \"1s\"")
        try await ServiceFixture.run(ServiceSetup(agent: "@meet\necho done", rules: rules)) { service in
            let issue = try await service.issue()
            try await service.say("go", on: issue)
            try await service.meeting.waitForAgent()
            try await service.eventually("the end in words") { repository in
                repository.comments(on: issue).contains { $0.body.contains("the timeout of rule") }
            }
            try await service.untilJobs(["cancelled"])
        }
    }

    @Test func `a bot that answers again and again is answered no more, and people still are`() async throws {
        let rules = """
            [[rule]]
            name = "echo"
            on = ["issue_comment.created"]
            when = "always"

            [[rule.do]]
            action = "reply"
            body = "Echo."
            """
        try await ServiceFixture.run(ServiceSetup(limits: "bot-answers = 2", rules: rules)) { service in
            try await service.sandbox.createUser("helper[bot]", kind: .bot)
            let issue = try await service.issue()
            var last = ""
            for number in 1...4 { last = try await service.say("answer \(number)", on: issue, by: "helper[bot]") }
            try await service.say("hello", on: issue)
            try await service.eventually("three echoes") {
                $0.comments(on: issue).filter { $0.body.contains("Echo.") }.count == 3
            }
            let explanation = try await service.hookbot("explain", last).text
            #expect(explanation.contains("held back: loop: helper[bot] was answered 2 times"), "\(explanation)")
        }
    }
}

extension ServiceFixture {
    fileprivate func issue() async throws -> Int {
        try await sandbox.openIssue(repository, title: "Something", body: "Text.", by: Self.person)
    }

    /// Comments, and waits until that was dispatched; gives the delivery's GUID.
    @discardableResult
    fileprivate func say(_ text: String, on issue: Int, by login: String = ServiceFixture.person) async throws -> String {
        let id = try await sandbox.comment(repository, issue, text, by: login)
        let isSent = await sandbox.waitUntil(within: .seconds(30)) { world in
            world.deliveries.contains { Self.comment(of: $0) == id }
        }
        try #require(isSent)
        let guid = try #require(await sandbox.world.deliveries.first { Self.comment(of: $0) == id }?.guid)
        let deadline = ContinuousClock.now + .seconds(30)
        while try await get("/deliveries/\(guid)")["state"]?.string ?? "received" == "received" {
            try #require(ContinuousClock.now < deadline, "\(log)")
        }
        return guid
    }

    private static func comment(of delivery: SandboxDelivery) -> Int64? {
        (try? JSONValue(parsing: delivery.body))?.at("comment", "id")?.integer
    }

    fileprivate func said(_ words: String, on issue: Int) async throws -> Int {
        try await sandbox.comments(repository, issue).count { $0.body.contains(words) }
    }

    fileprivate func untilSaid(_ words: String, on issue: Int) async throws {
        try await eventually("'\(words)' on #\(issue)") { $0.comments(on: issue).contains { $0.body.contains(words) } }
    }

    /// Newest first.
    fileprivate func untilJobs(_ states: [String]) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            let found = try await jobs().map { $0["state"]?.string ?? $0["status"]?.string ?? "" }
            if found == states { return }
            if ContinuousClock.now > deadline { throw FixtureError("jobs are \(found), not \(states):\n\(log)") }
        }
    }
}
