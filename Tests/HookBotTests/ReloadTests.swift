import Glibc
import GitHubSandbox
import JSON
import POSIX
import Synchronization
import Testing

/// The configuration changes while the service runs.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ReloadTests {
    private static func edit(_ service: ServiceFixture, _ change: (String) -> String) throws {
        let text = try Files.readText(service.configurationPath)
        // Written and renamed, as editors do.
        try Files.write(Array(change(text).utf8), to: service.configurationPath)
    }

    /// Waits until the service says this about the file.
    private static func until(_ service: ServiceFixture, _ words: String, after since: String? = nil) async throws -> String? {
        let deadline = ContinuousClock.now + .seconds(30)
        while true {
            let ready = try await service.get("/readyz")
            let moment = ready["configuration_since"]?.string
            if ready["configuration"]?.string?.contains(words) == true, since.map({ moment != nil && moment != $0 }) ?? true {
                return moment
            }
            if ContinuousClock.now > deadline { throw FixtureError("never '\(words)':\n\(service.log)") }
        }
    }

    @Test func `an edited rule is in force without a restart, and a broken file changes nothing`() async throws {
        try await ServiceFixture.run { service in
            try Self.edit(service) { $0.replacing("label-added = \"agent:fix\"", with: "label-added = \"agent:other\"") }
            let first = try await Self.until(service, "ok", after: "")
            let issue = try await service.openLabelledIssue()
            await service.sandbox.waitForDeliveries()
            try await service.untilDispatched()
            #expect(try await service.jobs().isEmpty)
            try Self.edit(service) { $0.replacing("action = \"agent\"", with: "action = \"agnet\"") }
            _ = try await Self.until(service, "the file has")
            #expect(service.log.contains("did you mean 'agent'?"))
            try await service.sandbox.label(service.repository, issue, "agent:other", by: ServiceFixture.person)
            try await service.end(of: issue, saying: "**Done.**")
            try Self.edit(service) {
                $0.replacing("action = \"agnet\"", with: "action = \"agent\"").replacing("agent:other", with: "agent:fix")
            }
            _ = try await Self.until(service, "ok", after: first)
            try await service.pullRequest(of: try await service.openLabelledIssue("Another"))
            let audit = try await service.hookbot("db", "audit")
            #expect(audit.succeeded)
        }
    }

    @Test func `what needs a restart is named, and the rest is in force`() async throws {
        try await ServiceFixture.run { service in
            try Self.edit(service) { text in
                text.replacing("listen = \"127.0.0.1:0\"", with: "listen = \"127.0.0.1:1\"")
                    .replacing("label-added = \"agent:fix\"", with: "label-added = \"agent:other\"")
            }
            _ = try await Self.until(service, "needs a restart: server.listen")
            let issue = try await service.openLabelledIssue()
            try await service.sandbox.label(service.repository, issue, "agent:other", by: ServiceFixture.person)
            try await service.end(of: issue, saying: "**Done.**")
            let page = String(decoding: try await service.request("GET", "/metrics").body, as: UTF8.self)
            #expect(page.contains("hookbot_configuration_in_force 0"))
        }
    }

    @Test func `a job ends as it began, whatever becomes of its agent's section`() async throws {
        try await ServiceFixture.run(ServiceSetup(agent: "@meet\necho fixed > fixed.txt")) { service in
            let issue = try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            try Self.edit(service) {
                $0.replacing("[agent.fixer]", with: "[agent.mender]").replacing("use = \"fixer\"", with: "use = \"mender\"")
            }
            _ = try await Self.until(service, "ok", after: "")
            try service.meeting.letGo()
            try await service.pullRequest(of: issue)
            let second = try await service.openLabelledIssue("Another")
            try await service.meeting.waitForAgent()
            try service.meeting.letGo()
            try await service.pullRequest(of: second)
            #expect(try await service.jobs().map { $0["agent"]?.string } == ["mender", "fixer"])
        }
    }

    @Test func `a signal has the files read again that the configuration names`() async throws {
        try await ServiceFixture.run(starts: false) { service in
            let prompts = "\(service.folder)/prompts"
            try Files.makeFolder(prompts)
            try Files.write(Array("Mend it.".utf8), to: "\(prompts)/fix.md")
            try Self.edit(service) { $0.replacing("prompt = \"Fix it.\"", with: "prompt = \"prompts/fix.md\"") }
            try await service.start()
            try Files.write(Array("Mend it well.".utf8), to: "\(prompts)/fix.md")
            let process = try #require(service.state.withLock { $0.process })
            kill(process.identifier, SIGHUP)
            _ = try await Self.until(service, "ok", after: "")
            try await service.pullRequest(of: try await service.openLabelledIssue())
            let job = try #require(try await service.jobs().first)
            #expect(job["prompt"]?.string == "Mend it well.", "\(job)")
        }
    }
}
