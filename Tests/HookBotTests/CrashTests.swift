import POSIX
import Identifiers
import JSON
import GitHubSandbox
import Testing

/// The service is killed without a warning, and started again.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct CrashTests {
    /// A kill may also hit the git that the service had just started: what fails for that is tried again.
    private static func setup(agent: String = "echo fixed > fixed.txt") -> ServiceSetup {
        ServiceSetup(agent: agent, limits: "attempts = 3\nretry-after = \"1s\"")
    }

    @Test func `an agent that works while the service is killed is taken up again`() async throws {
        try await ServiceFixture.run(Self.setup(agent: "@meet\necho fixed > fixed.txt")) { service in
            let issue = try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            try await service.killNow()
            try await service.start()
            try service.meeting.letGo()
            try await service.pullRequest(of: issue)
            #expect(service.agentStarts == 1)
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
            #expect(try await service.jobs().map { $0["crashes"]?.integer } == [1])
        }
    }

    @Test func `an agent that ended while the service was away is not started again`() async throws {
        try await ServiceFixture.run(
            Self.setup(agent: "@meet\necho fixed > fixed.txt\necho > '@folder/arrived'")
        ) { service in
            let issue = try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            try await service.killNow()
            try service.meeting.letGo()
            try await service.meeting.waitForAgent()
            try await service.start()
            try await service.pullRequest(of: issue)
            #expect(service.agentStarts == 1)
        }
    }

    /// Where the service is killed: as soon as GitHub has got this request.
    enum Moment: String, CaseIterable, CustomTestStringConvertible {
        case permission = "/permission"
        case fetch = "/git-upload-pack"
        case branches = "/info/refs?service=git-receive-pack"
        case push = "/git-receive-pack"
        case pulls = "/pulls"
        case status = "/statuses/"

        var testDescription: String { rawValue }

        func isMet(by entry: LedgerEntry) -> Bool {
            switch self {
            case .permission: entry.path.hasSuffix(rawValue)
            case .fetch, .push, .pulls: entry.method == "POST" && entry.path.hasSuffix(rawValue)
            case .branches: entry.path.hasSuffix(rawValue)
            case .status: entry.method == "POST" && entry.path.contains(rawValue)
            }
        }
    }

    @Test(arguments: Moment.allCases)
    func `a service killed at any request still makes one pull request with one comment`(moment: Moment) async throws {
        try await ServiceFixture.run(Self.setup()) { service in
            let issue = try await service.openLabelledIssue()
            let isMet = await service.sandbox.waitUntil(within: .seconds(60)) { world in
                world.ledger.contains(where: moment.isMet)
            }
            try #require(isMet, "\(service.log)")
            try await service.killNow()
            try await service.start()
            // A write that was under way is looked at again once GitHub must be done with it.
            try await service.pullRequest(of: issue, within: .seconds(100))
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
            #expect(service.agentStarts == 1)
            let pull = try #require(try await service.sandbox.pulls(service.repository).first?.pull)
            let branches = try await service.sandbox.repository(service.repository).branches
            #expect(Set(branches.keys) == ["main", pull.headBranch])
        }
    }

    @Test func `a service killed again and again while one agent works finishes the job with that agent`() async throws {
        try await ServiceFixture.run(Self.setup(agent: "@meet\necho fixed > fixed.txt")) { service in
            let issue = try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            for _ in 1...2 {
                try await service.killNow()
                try await service.start()
            }
            try service.meeting.letGo()
            try await service.pullRequest(of: issue)
            #expect(service.agentStarts == 1)
        }
    }

    @Test func `a pull request that GitHub makes only after the kill is found, not doubled`() async throws {
        try await ServiceFixture.run(Self.setup()) { service in
            service.sandbox.inject(SandboxFault("POST", "*/pulls", .delay(.seconds(2))))
            let issue = try await service.openLabelledIssue()
            let isAsked = await service.sandbox.waitUntil(within: .seconds(60)) { world in
                world.ledger.contains { $0.method == "POST" && $0.path.hasSuffix("/pulls") }
            }
            try #require(isAsked, "\(service.log)")
            try await service.killNow()
            try await service.start()
            try await service.pullRequest(of: issue)
            let isAnswered = await service.sandbox.waitUntil { world in
                world.ledger.allSatisfy { $0.method != "POST" || !$0.path.hasSuffix("/pulls") || $0.status != nil }
            }
            #expect(isAnswered)
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
        }
    }

    @Test func `a push that arrived before the kill counts, whatever others pushed on top of it`() async throws {
        try await ServiceFixture.run(Self.setup(), starts: false) { service in
            try await service.start(environment: ["HOOKBOT_FAILPOINT": "step.push.done:kill"])
            let issue = try await service.openLabelledIssue()
            try await service.waitForEnd(within: .seconds(60))
            let branches = try await service.sandbox.repository(service.repository).branches.keys
            let branch = try #require(branches.first { $0 != "main" })
            _ = try await service.sandbox.commit(
                service.repository, files: ["human.txt": "mine\n"], to: branch, message: "By hand", by: ServiceFixture.person)
            try await service.start()
            let pull = try await service.pullRequest(of: issue)
            #expect(pull.pull?.headBranch == branch)
            #expect(try await service.sandbox.files(service.repository, branch).contains("human.txt"))
        }
    }
}
