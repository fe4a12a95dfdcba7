import Engine
import GitHubSandbox
import JSON
import POSIX
import Testing

@Suite struct DiskSpaceTests {
    @Test(arguments: [
        (10, DiskSpace.Level.exhausted), (99, .exhausted), (100, .low), (199, .low), (200, .ample), (.max, .ample),
    ])
    func `the marks divide what is left`(free: Int, level: DiskSpace.Level) {
        #expect(DiskSpace.Level(free: free, jobs: 200, receiving: 100) == level)
    }

    private static func setup(_ marks: String) -> ServiceSetup {
        var setup = ServiceSetup()
        setup.storageKeys = marks
        return setup
    }

    @Test func `with little room no job is begun until there is some, and events are received`() async throws {
        try await ServiceFixture.run(Self.setup("low-water-jobs = \"900000GiB\"")) { service in
            let issue = try await service.openLabelledIssue()
            await service.sandbox.waitForDeliveries()
            try await service.untilDispatched()
            #expect(try await service.jobs().map { $0["state"]?.string } == ["queued"])
            #expect(try await service.get("/readyz")["disk"]?.string == "low")
            let path = service.configurationPath
            try Files.write(
                Array(try Files.readText(path).replacing("900000GiB", with: "1MiB").utf8), to: "\(path).new")
            try Files.rename("\(path).new", to: path)
            try await service.pullRequest(of: issue)
        }
    }

    @Test func `with no room nothing is acknowledged`() async throws {
        try await ServiceFixture.run(Self.setup("low-water = \"900000GiB\""), starts: false) { service in
            try await service.start(knowsItself: false)
            let answer = try await service.post(Array("{}".utf8), event: "issues", guid: ServiceFixture.guid(1))
            #expect(answer.status == 503)
            #expect(try await service.request("GET", "/readyz").status == 503)
            #expect(try await service.deliveries().isEmpty)
        }
    }
}
