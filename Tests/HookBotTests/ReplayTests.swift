import BlockingWork
import GitHubSandbox
import Identifiers
import JSON
import POSIX
import Testing

/// A delivery that is dispatched again makes what is missing, and nothing twice.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct ReplayTests {
    @Test func `a delivery replayed again and again keeps its one job and its one comment`() async throws {
        let rules =
            ServiceSetup.fixOnLabel + """


                [[rule]]
                name = "greet"
                on = ["issues.labeled"]
                when = "always"

                [[rule.do]]
                action = "comment"
                body = "Hello."
                """
        try await ServiceFixture.run(ServiceSetup(rules: rules)) { service in
            let issue = try await service.sandbox.openIssue(service.repository, title: "One", body: "", by: ServiceFixture.person)
            try await service.sandbox.label(service.repository, issue, ServiceSetup.label, by: ServiceFixture.person)
            try await service.eventually("the job's end and the greeting") { repository in
                let bodies = repository.comments(on: issue).map(\.body)
                return bodies.contains { $0.contains("**Done.**") } && bodies.contains { $0.contains("Hello.") }
            }
            let id = try await service.labelledDelivery()
            let plan = try JSONValue(parsing: try await service.hookbot("replay", id, "--plan", "--json").output)
            let actions = plan["rules"]?.array?.flatMap { $0["actions"]?.array ?? [] } ?? []
            #expect(actions.count == 2 && actions.allSatisfy { $0["done"]?.bool == true }, "\(plan.text(.indented))")
            let planned = try await service.hookbot("replay", id, "--plan")
            #expect(planned.text.contains("was made already and stays"), "\(planned.text)")
            for count in 2...4 {
                let answer = try await service.hookbot("replay", id)
                #expect(answer.succeeded && answer.text.contains("dispatched again"), "\(answer.text)")
                try await service.waitForDispatch(of: id, count: count)
            }
            // Whatever a replay put in the outbox is sent before what a later event asks for.
            let later = try await service.openLabelledIssue("Two")
            try await service.eventually("the second job's end") { repository in
                repository.comments(on: later).contains { $0.body.contains("**Done.**") }
                    && repository.comments(on: later).contains { $0.body.contains("Hello.") }
            }
            #expect(try await service.sandbox.comments(service.repository, issue).count == 2)
            #expect(try await service.sandbox.pulls(service.repository).count == 2)
            #expect(try await service.jobs().count == 2)
        }
    }

    @Test func `a delivery that no rule matched makes its job under the rules of a later day`() async throws {
        let rules = ServiceSetup.fixOnLabel.replacing("agent:fix\" }", with: "agent:other\" }")
        try await ServiceFixture.run(ServiceSetup(rules: rules)) { service in
            let issue = try await service.openLabelledIssue()
            let id = try await service.labelledDelivery()
            try await service.waitForDispatch(of: id, count: 1)
            try await service.stop()
            let text = try Files.readText(service.configurationPath).replacing("agent:other", with: ServiceSetup.label)
            try Files.write(Array(text.utf8), to: service.configurationPath)
            try await service.start()
            #expect(try await service.jobs().isEmpty)
            let plan = try await service.hookbot("replay", id, "--plan")
            #expect(plan.text.contains("agent 'fixer': would be done"), "\(plan.text)")
            #expect(try await service.jobs().isEmpty, "a plan does nothing")
            _ = try await service.hookbot("replay", id)
            try await service.pullRequest(of: issue)
            let job = try #require(try await service.jobs().first?["id"]?.string)
            let diff = try await service.hookbot("jobs", "diff", job)
            #expect(diff.text.contains("+fixed"), "\(diff.text)")
        }
    }

    @Test func `what cannot be replayed is said`() async throws {
        try await ServiceFixture.run { service in
            let unknown = try await service.hookbot("replay", "00000000-0000-4000-8000-000000000000")
            #expect(unknown.end == .exited(1) && unknown.text.contains("Delivery not found"), "\(unknown.text)")
            let wrong = try await service.hookbot("replay", "yesterday")
            #expect(wrong.end == .exited(1) && wrong.text.contains("a delivery's id is a UUID"), "\(wrong.text)")
            try await service.stop()
            let alone = try await service.hookbot("replay", "00000000-0000-4000-8000-000000000000")
            #expect(alone.end == .exited(1) && alone.text.contains("no service is running"), "\(alone.text)")
        }
    }

    @Test func `the schema of the configuration is printed`() async throws {
        try await ServiceFixture.run(starts: false) { service in
            let schema = try JSONValue(parsing: try await service.hookbot("config", "schema").output)
            #expect(schema["properties"]?["rule"] != nil && schema["$schema"]?.string != nil)
        }
    }
}

extension ServiceFixture {
    /// The id of the delivery that told of the label, once the service has it.
    fileprivate func labelledDelivery() async throws -> String {
        let isSent = await sandbox.waitUntil(within: .seconds(30)) { world in
            world.deliveries.contains { $0.action == "labeled" }
        }
        try #require(isSent)
        return try #require(await sandbox.world.deliveries.first { $0.action == "labeled" }).guid
    }

    fileprivate func waitForDispatch(of id: String, count: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while try await get("/deliveries/\(id)")["dispatch_attempts"]?.integer ?? 0 < count {
            try #require(ContinuousClock.now < deadline, "\(log)")
        }
    }
}
