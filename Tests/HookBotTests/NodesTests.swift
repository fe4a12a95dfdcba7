import BlockingWork
import GitHubSandbox
import Glibc
import POSIX
import TestSupport
import Testing

@Suite(.enabled(if: PostgresCluster.isInstalled, "the PostgreSQL server is not installed"))
struct NodesTests {
    private static let quick: ServiceSetup = {
        var setup = ServiceSetup()
        setup.limits = "attempts = 5\njobs = 1\njobs-per-repo = 4\nlease = \"6s\"\nretry-after = \"1s\""
        return setup
    }()

    @Test func `the main job is done on PostgreSQL as in a file, and no secret lies in the database`() async throws {
        var setup = ServiceSetup()
        setup.databaseURL = try await ServiceFixture.work.run { try PostgresCluster.running().newDatabase() }
        try await ServiceFixture.run(setup) { service in
            let issue = try await service.openLabelledIssue()
            let pull = try await service.pullRequest(of: issue)
            #expect(pull.body?.contains("#") == true)
            let text = try await service.databaseText()
            #expect(text.contains("agent_jobs"))
            for secret in ServiceFixture.secrets { #expect(!text.contains(secret)) }
            try await service.killNow()
            try await service.start()
            #expect(try await service.jobs().count == 1)
        }
    }

    @Test func `two nodes share what comes, and each thing is done once`() async throws {
        var setup = Self.quick
        // Long enough for the other node to find a job in line.
        setup.agent = "sleep 0.5; echo fixed > fixed.txt"
        try await ServiceFixture.runTwo(setup) { one, two in
            var issues: [Int] = []
            for number in 0..<6 {
                // GitHub knows one address, behind which a balancer stands.
                one.sendEvents(to: [one, two][number % 2])
                issues.append(try await one.openLabelledIssue("Greeting \(number)"))
                await one.sandbox.waitForDeliveries()
            }
            try await one.settle(issues)
            #expect(one.agentStarts > 0)
            #expect(two.agentStarts > 0)
            #expect(one.agentStarts + two.agentStarts == 6)
            let row = try await one.tallyOnGitHub(issues)
            #expect(row.lost == 0 && row.doubled == 0)
            // What one node received, the other knows, too.
            #expect(try await two.deliveries().count == (try await one.deliveries().count))
        }
    }

    @Test func `a job of a node that died is done by the other, from the start it was given`() async throws {
        var setup = Self.quick
        setup.agent = "@meet; echo fixed > fixed.txt"
        try await ServiceFixture.runTwo(setup) { one, two in
            let issue = try await one.openLabelledIssue()
            try await one.meeting.waitForAgent()
            let (dying, living) = one.agentStarts > 0 ? (one, two) : (two, one)
            try await dying.killNow()
            try await dying.endSurvivors()
            one.sendEvents(to: living)
            try await one.meeting.waitForAgent()
            try one.meeting.letGo()
            try await one.settle([issue])
            let row = try await one.tallyOnGitHub([issue])
            #expect(row.lost == 0 && row.doubled == 0)
            #expect(living.agentStarts == 1)
        }
    }

    @Test func `a node that was stopped and goes on does nothing to a job that is another's by then`() async throws {
        var setup = Self.quick
        setup.agent = "@meet; echo fixed > fixed.txt"
        try await ServiceFixture.runTwo(setup) { one, two in
            let issue = try await one.openLabelledIssue()
            try await one.meeting.waitForAgent()
            let (zombie, living) = one.agentStarts > 0 ? (one, two) : (two, one)
            try zombie.send(SIGSTOP)
            one.sendEvents(to: living)
            try await one.meeting.waitForAgent()
            for _ in 0..<2 { try one.meeting.letGo() }
            try await living.settle([issue])
            try zombie.send(SIGCONT)
            try await zombie.untilRunning(0)
            let row = try await one.tallyOnGitHub([issue])
            #expect(row.lost == 0 && row.doubled == 0)
            #expect(zombie.agentStarts == 1 && living.agentStarts == 1)
        }
    }

    @Test func `a copied data directory is not used by two nodes at once`() async throws {
        try await ServiceFixture.runTwo { one, two in
            let again = try await one.hookbot("serve")
            #expect(again.text.contains("is in use by another hookbot serve"))
            #expect(!again.succeeded)
            try await two.stop()
            try Files.write(Files.read("\(one.dataFolder)/node.id"), to: "\(two.dataFolder)/node.id")
            let copy = try await two.hookbot("serve")
            #expect(copy.text.contains("the data directory was copied"), "\(copy.text)")
            #expect(!copy.succeeded)
            #expect(try await one.hookbot("doctor").text.contains("answers; its clock is"))
            // An orderly stop leaves nothing that the others would have to wait for.
            let status = try await one.hookbot("db", "status").text.split(separator: "\n").first { $0.hasPrefix("nodes ") }
            #expect(status?.split(separator: " ").last == "1", "\(status ?? "")")
        }
    }
}
