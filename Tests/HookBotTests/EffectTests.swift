import Crypto
import GitHubSandbox
import Glibc
import Identifiers
import JSON
import POSIX
import Storage
import TestSupport
import Testing
import WebServer

/// What rules do beside starting agents, seen from GitHub and from wherever else it goes.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct EffectTests {
    private static func rule(on: String = "issues.labeled", _ actions: String) -> String {
        "[[rule]]\nname = \"go\"\non = [\"\(on)\"]\nwhen = \"always\"\n\n\(actions)"
    }

    private static func action(_ name: String, _ keys: String = "") -> String {
        "[[rule.do]]\naction = \"\(name)\"\n\(keys)\n\n"
    }

    @Test func `an issue is assigned, put into a milestone, answered, closed and locked`() async throws {
        let actions =
            Self.action("assign", "add = [\"{{ actor }}\"]") + Self.action("set-milestone", "milestone = \"v1\"")
            + Self.action("reply", "body = \"Not planned.\"") + Self.action("close", "reason = \"not_planned\"")
            + Self.action("lock", "reason = \"resolved\"")
        try await ServiceFixture.run(ServiceSetup(rules: Self.rule(actions))) { service in
            try await service.sandbox.createMilestone(service.repository, title: "v0", by: "acme")
            let milestone = try await service.sandbox.createMilestone(service.repository, title: "V1", by: "acme")
            let issue = try await service.openLabelledIssue()
            try await service.eventually("a locked issue") { $0.issues[issue]?.isLocked == true }
            let left = try await service.sandbox.issue(service.repository, issue)
            #expect(left.assignees.count == 1 && left.milestone == milestone)
            #expect(!left.isOpen && left.stateReason == "not_planned" && left.lockReason == "resolved")
            let comments = try await service.sandbox.comments(service.repository, issue)
            #expect(comments.count == 1 && comments[0].body.hasPrefix("Not planned.\n"))
        }
    }

    @Test func `a pull request gets statuses and a reviewer, but not its author`() async throws {
        let actions =
            Self.action("status", "context = \"hookbot/triage\"\nstate = \"pending\"\ndescription = \"by {{ actor }}\"")
            + Self.action("check", "name = \"hookbot/review\"\nstate = \"in_progress\"\ntitle = \"Reading\"")
            + Self.action("review-request", "reviewers = [\"{{ actor }}\", \"guest\"]\nteams = [\"core\"]")
        try await ServiceFixture.run(ServiceSetup(rules: Self.rule(on: "pull_request.opened", actions))) { service in
            try await service.sandbox.addTeam("core", to: service.repository)
            let head = try await service.sandbox.commit(
                service.repository, files: ["new.txt": "new\n"], to: "topic", message: "New", by: "acme")
            let number = try await service.sandbox.openPull(
                service.repository, title: "New", head: "topic", by: ServiceFixture.person)
            let guest = try await service.sandbox.createUser(ServiceFixture.guest)
            try await service.eventually("a reviewer") { $0.issues[number]?.pull?.requestedReviewers == [guest.id] }
            #expect(try await service.sandbox.issue(service.repository, number).pull?.requestedTeams == ["core"])
            let statuses = try await service.sandbox.repository(service.repository).statuses(of: head.description)
            #expect(Set(statuses.map(\.context)) == ["hookbot/triage", "hookbot/review"])
            #expect(statuses.allSatisfy { $0.state == "pending" })
            #expect(Set(statuses.map(\.description)) == ["by ana", "Reading"])
        }
    }

    @Test func `what waits for a job speaks of the commit it pushed, and only after the end it waits for`() async throws {
        let actions =
            Self.action("status", "context = \"hookbot/done\"\nstate = \"success\"\nif = { job-outcome = \"pull-request\" }")
            + Self.action("close", "if = { job-outcome = \"failed\" }")
        try await ServiceFixture.run(ServiceSetup(rules: ServiceSetup.fixOnLabel + "\n\n" + actions)) { service in
            let issue = try await service.openLabelledIssue()
            let pull = try #require(try await service.pullRequest(of: issue).pull)
            try await service.eventually("the status") { repository in
                repository.statuses(of: pull.headCommit).contains { $0.context == "hookbot/done" && $0.state == "success" }
            }
            #expect(try await service.sandbox.issue(service.repository, issue).isOpen)
        }
    }

    @Test func `an action that fails for good is told where the rule wants it, and the others go on`() async throws {
        let actions =
            Self.action("set-milestone", "milestone = \"never\"\non-failure = \"comment\"") + Self.action("close")
        try await ServiceFixture.run(ServiceSetup(rules: Self.rule(actions))) { service in
            let issue = try await service.openLabelledIssue()
            try await service.eventually("the failure in words") { repository in
                repository.comments(on: issue).contains {
                    $0.body.contains("`set-milestone` of rule `go` failed") && $0.body.contains("no milestone 'never'")
                }
            }
            try await service.eventually("a closed issue") { $0.issues[issue]?.isOpen == false }
            try await service.stop()
            let entries = try await service.auditLog().filter { $0.action == "rule.failed" }
            #expect(entries.count == 1 && entries[0].details["action"] == "set-milestone")
        }
    }

    @Test func `a label and a comment that GitHub refuses are told, before a job and after it`() async throws {
        let rules =
            ServiceSetup.fixOnLabel.replacing(
                "if = { job-outcome = \"finished\" }",
                with: "add = [\"\(Self.tooLong)\"]\non-failure = \"comment\"\nif = { job-outcome = \"finished\" }")
            + "\n\n" + Self.action("label", "add = [\"\(Self.tooLong)\"]\non-failure = \"comment\"")
        try await ServiceFixture.run(ServiceSetup(rules: rules)) { service in
            let issue = try await service.openLabelledIssue()
            try await service.eventually("both failures in words") { repository in
                repository.comments(on: issue).filter { $0.body.contains("`label` of rule `fix-on-label` failed") }.count == 2
            }
        }
    }

    /// GitHub takes labels of at most 50 characters.
    private static let tooLong = String(repeating: "x", count: 60)

    @Test func `an event is handed on signed, again under the same key where it was not taken`() async throws {
        try await EndpointReceiver.run(statuses: [503]) { receiver in
            let actions =
                Self.action("dispatch", "endpoint = \"ci\"")
                + Self.action("note", "text = \"told {{ actor.trailer }} by {{ rule }} on {{ time | date }}\"")
            var setup = ServiceSetup(limits: "retry-after = \"1s\"", rules: Self.rule(actions))
            setup.sections = "[endpoint.ci]\nurl = \"\(receiver.url)\"\nsecret = \"env:TEST_WEBHOOK_SECRET\"\n"
            try await ServiceFixture.run(setup) { service in
                let issue = try await service.openLabelledIssue()
                await receiver.wait(for: 2)
                let requests = receiver.requests
                #expect(Set(requests.compactMap { $0.header("Idempotency-Key") }).count == 1)
                for request in requests {
                    let code = HMACSHA256.code(of: request.body, key: Array(ServiceFixture.webhookSecret.utf8))
                    #expect(request.header("X-HookBot-Signature-256") == "sha256=\(hexadecimal(code))")
                }
                let body = try #require(receiver.bodies.last)
                #expect(body["event"] == "issues" && body["action"] == "labeled" && body["rule"] == "go")
                #expect(body.at("payload", "issue", "number")?.integer == Int64(issue))
                try await service.untilSent(2)
                try await service.stop()
                let entries = try await service.auditLog()
                let note = try #require(entries.first { $0.action == "rule.note" }?.details["text"]?.string)
                #expect(note.hasPrefix("told ana <") && note.contains("+ana@users.noreply.github.com> by go on 20"), "\(note)")
                #expect(entries.filter { $0.action == "rule.dispatch" }.count == 1)
            }
        }
    }

    @Test func `a message goes to its channel, and a refusal is told`() async throws {
        try await EndpointReceiver.run(statuses: [200, 404]) { receiver in
            let actions =
                Self.action("notify", "channel = \"ops\"\ntext = \"Label on #{{ number }}\"\non-failure = \"comment\"")
            var setup = ServiceSetup(rules: Self.rule(actions))
            setup.sections = "[endpoint.ops]\nurl = \"\(receiver.url)\"\n"
            try await ServiceFixture.run(setup) { service in
                let first = try await service.openLabelledIssue()
                await receiver.wait(for: 1)
                let body = try #require(receiver.bodies.first)
                #expect(body["text"]?.string == "Label on #\(first)" && body["number"]?.integer == Int64(first))
                let second = try await service.openLabelledIssue("Two")
                try await service.eventually("the refusal in words") { repository in
                    repository.comments(on: second).contains { $0.body.contains("it answered 404") }
                }
                #expect(receiver.requests.count == 2)
            }
        }
    }

    @Test func `a program of the server reads the event, sees the variables it was given, and no others`() async throws {
        let actions =
            Self.action("script", "path = \"@folder/tool\"\nargs = [\"{{ title }}\", \"two words\"]\nenv = [\"HOME\"]")
            + Self.action("script", "path = \"@folder/failing\"\non-failure = \"comment\"")
        try await ServiceFixture.run(ServiceSetup(rules: Self.rule(actions)), starts: false) { service in
            let tool = "#!/bin/sh\ncat > '@folder/event.json'\nenv > '@folder/seen'\necho \"$# $1 $2\"\n"
            try service.write(tool, "tool")
            try service.write("#!/bin/sh\necho nothing works >&2\nexit 3\n", "failing")
            try await service.start()
            let issue = try await service.openLabelledIssue()
            try await service.eventually("the failure in words") { repository in
                repository.comments(on: issue).contains { $0.body.contains("exit code 3: nothing works") }
            }
            try await service.untilSent(2)
            try await service.stop()
            let event = try JSONValue(parsing: Array(Files.readText("\(service.folder)/event.json").utf8))
            #expect(event["rule"] == "go" && event.at("payload", "issue", "number")?.integer == Int64(issue))
            let variables = try Files.readText("\(service.folder)/seen").split(separator: "\n").map { $0.prefix { $0 != "=" } }
            #expect(Set(variables).isSubset(of: ["PATH", "HOOKBOT_KEY", "HOME", "PWD", "SHLVL", "_", "OLDPWD"]), "\(variables)")
            let ran = try await service.auditLog().filter { $0.action == "rule.script" }
            // No template is ever an argument.
            #expect(ran.map { $0.details["output"]?.string } == ["2 {{ title }} two words\n"])
        }
    }

    @Test func `a status that was set before the kill is found, not set again`() async throws {
        let actions = Self.action("status", "context = \"hookbot/one\"\nstate = \"success\"")
        try await Self.killedOnce("write.answered", actions, on: "push") { service in
            _ = try await service.sandbox.commit(
                service.repository, files: ["a.txt": "a\n"], message: "A", by: ServiceFixture.person)
        } after: { service in
            try await service.untilSent(1)
            let statuses = try await service.sandbox.repository(service.repository).statuses
            #expect(statuses.map(\.context) == ["hookbot/one"])
        }
    }

    @Test func `a program that was running when the service was killed is not run again`() async throws {
        let actions = Self.action("script", "path = \"@folder/tool\"\non-failure = \"comment\"")
        try await Self.killedOnce("write.answered", actions, on: "issues.labeled") { service in
            try await service.openLabelledIssue()
        } after: { service in
            try await service.eventually("the failure in words", within: .seconds(60)) { repository in
                repository.comments.values.contains { $0.body.contains("it was running when the service ended") }
            }
            #expect(try Files.readText("\(service.folder)/runs") == "run\n")
        }
    }

    @Test func `an event that was handed on before the kill is handed on again under the same key`() async throws {
        try await EndpointReceiver.run { receiver in
            var setup = ServiceSetup(rules: Self.rule(Self.action("dispatch", "endpoint = \"ci\"")))
            setup.sections = "[endpoint.ci]\nurl = \"\(receiver.url)\"\n"
            try await ServiceFixture.run(setup, starts: false) { service in
                try await service.start(environment: ["HOOKBOT_FAILPOINT": "write.answered:kill"])
                try await service.openLabelledIssue()
                try await service.waitForEnd(within: .seconds(60))
                try await service.start()
                await receiver.wait(for: 2)
                try await service.untilSent(1)
                #expect(receiver.requests.count == 2)
                #expect(Set(receiver.requests.compactMap { $0.header("Idempotency-Key") }).count == 1)
            }
        }
    }

    @Test func `a program that runs when the service is told to stop is waited for`() async throws {
        let rules = Self.rule(Self.action("script", "path = \"@folder/tool\""))
        try await ServiceFixture.run(ServiceSetup(rules: rules), starts: false) { service in
            let script = "#!/bin/sh\ncat > /dev/null\n\(service.meeting.script)\necho run >> '@folder/runs'\n"
            try service.write(script, "tool")
            try await service.start()
            try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            try service.send(SIGTERM)
            let deadline = ContinuousClock.now + .seconds(30)
            while !service.log.contains("\"stopping\"") { try #require(ContinuousClock.now < deadline) }
            try service.meeting.letGo()
            #expect(try await service.waitForEnd(within: .seconds(30)) == .exited(0))
            #expect(try await service.auditLog().filter { $0.action == "rule.script" }.count == 1)
            try await service.start()
            #expect(try Files.readText("\(service.folder)/runs") == "run\n")
        }
    }

    @Test(.enabled(if: PostgresCluster.isInstalled, "the PostgreSQL server is not installed"))
    func `of two nodes one hands each event on, once`() async throws {
        try await EndpointReceiver.run { receiver in
            var setup = ServiceSetup(rules: Self.rule(Self.action("dispatch", "endpoint = \"ci\"")))
            setup.sections = "[endpoint.ci]\nurl = \"\(receiver.url)\"\n"
            try await ServiceFixture.runTwo(setup) { one, two in
                for number in 0..<4 {
                    one.sendEvents(to: [one, two][number % 2])
                    try await one.openLabelledIssue("Event \(number)")
                    await one.sandbox.waitForDeliveries()
                }
                await receiver.wait(for: 4)
                try await one.untilSent(4)
                #expect(receiver.requests.count == 4)
                #expect(Set(receiver.requests.compactMap { $0.header("Idempotency-Key") }).count == 4)
            }
        }
    }

    /// Starts a service that dies at a place, lets it die there, and starts it again.
    private static func killedOnce(
        _ point: String, _ actions: String, on event: String, _ act: (ServiceFixture) async throws -> Void,
        after: (ServiceFixture) async throws -> Void
    ) async throws {
        try await ServiceFixture.run(ServiceSetup(rules: rule(on: event, actions)), starts: false) { service in
            try service.write("#!/bin/sh\ncat > /dev/null\necho run >> '@folder/runs'\n", "tool")
            try await service.start(environment: ["HOOKBOT_FAILPOINT": "\(point):kill"])
            try await act(service)
            try await service.waitForEnd(within: .seconds(60))
            try await service.start()
            try await after(service)
        }
    }
}

extension ServiceFixture {
    /// A program beside the configuration.
    fileprivate func write(_ text: String, _ name: String) throws {
        try Files.write(Array(text.replacing("@folder", with: folder).utf8), to: "\(folder)/\(name)", mode: 0o700)
    }

    fileprivate func auditLog() async throws -> [AuditEntry] {
        let database = try await Database.open(path: "\(dataFolder)/hookbot.db")
        let entries: [AuditEntry]
        do { entries = try await database.read { try $0.audit.list(limit: 500) } } catch {
            await database.close()
            throw error
        }
        await database.close()
        return entries
    }

    /// Asks the running service until so many writes are recorded as sent.
    fileprivate func untilSent(_ count: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        let wanted = "hookbot_github_writes{state=\"sent\"} \(count)"
        while try await !String(decoding: request("GET", "/metrics").body, as: UTF8.self).contains(wanted) {
            if ContinuousClock.now > deadline { throw FixtureError("the writes were never recorded:\n\(log)") }
        }
    }
}
