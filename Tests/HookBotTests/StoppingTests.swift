import Identifiers
import GitHubSandbox
import JSON
import POSIX
import Testing

/// What is stopped: a job by a person, the service by its owner.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct StoppingTests {
    @Test func `cancelling a running job ends its agent with everything that it started`() async throws {
        let agent = """
            sleep 600 & echo $! >> '@folder/processes'
            setsid sleep 600 & echo $! >> '@folder/processes'
            echo $$ >> '@folder/processes'
            @meet
            """
        try await ServiceFixture.run(ServiceSetup(agent: agent)) { service in
            let issue = try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            let processes = try Files.readText("\(service.folder)/processes").split(separator: "\n").compactMap {
                Int32($0).flatMap { ProcessIdentity(of: $0) }
            }
            #expect(processes.count == 3)
            let id = try #require(try await service.jobs().first?["id"]?.string)
            let answer = try await service.request("POST", "/jobs/\(id)/cancel")
            #expect(answer.status == 200)
            let comment = try await service.end(of: issue, saying: "**Cancelled**")
            #expect(comment.contains("Nothing was pushed; what the agent did is kept on its machine for 7 days."))
            #expect(processes.filter(\.isRunning).isEmpty)
            #expect(try await service.jobs().map { $0["state"]?.string } == ["cancelled"])
            try await service.expectNothingPublished()
        }
    }

    @Test func `a job cancelled in the queue never starts its agent`() async throws {
        try await ServiceFixture.run(ServiceSetup(agent: "@meet\necho fixed > fixed.txt")) { service in
            let first = try await service.openLabelledIssue("First")
            try await service.meeting.waitForAgent()
            let second = try await service.openLabelledIssue("Second")
            try await service.eventually("an accepted second job") { !$0.comments(on: second).isEmpty }
            let queued = try await service.get("/jobs?state=queued")["jobs"]?[0]
            let id = try #require(queued?["id"]?.string)
            let cancelled = try await service.hookbot("jobs", "cancel", id)
            #expect(cancelled.succeeded, "\(cancelled.text)")
            let unbegun = try await service.end(of: second, saying: "**Cancelled**")
            #expect(!unbegun.contains("kept"))
            try service.meeting.letGo()
            try await service.pullRequest(of: first)
            #expect(service.agentStarts == 1)
            #expect(try await service.request("POST", "/jobs/\(id)/cancel").status == 400)
        }
    }

    @Test func `a service that is told to stop leaves its agent at work and finishes the job at its next start`() async throws {
        try await ServiceFixture.run(ServiceSetup(agent: "@meet\necho fixed > fixed.txt")) { service in
            let issue = try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            let agent = try #require(try Files.readText("\(service.folder)/starts").split(separator: "\n").first)
            let process = try #require(Int32(agent).flatMap { ProcessIdentity(of: $0) })
            try await service.stop(within: .seconds(20))
            #expect(process.isRunning)
            try await service.start()
            try service.meeting.letGo()
            try await service.pullRequest(of: issue)
            #expect(service.agentStarts == 1)
            let job = try #require(try await service.jobs().first)
            // The next start counts as an attempt of its own, so one more is allowed than before.
            #expect(job["attempt"]?.integer == 2)
            #expect(job["max_attempts"]?.integer == 2)
            #expect(job["crashes"]?.integer == 0)
        }
    }

    @Test func `an event that comes while the service is away is worked on when GitHub sends it again`() async throws {
        try await ServiceFixture.run { service in
            try await service.stop()
            let issue = try await service.openLabelledIssue()
            await service.sandbox.waitForDeliveries()
            let missed = await service.sandbox.world.deliveries.filter { !$0.succeeded && $0.action == "labeled" }
            #expect(missed.count == 1)
            try await service.start()
            for delivery in missed { try await service.sandbox.redeliver(delivery.id) }
            try await service.pullRequest(of: issue)
        }
    }
}
