import Identifiers
import GitHubSandbox
import BlockingWork
import JSON
import POSIX
import Testing

/// The program's other commands, as a person or a script runs them.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct CommandTests {
    @Test func `jobs, deliveries and checks can be read as JSON`() async throws {
        try await ServiceFixture.run { service in
            let issue = try await service.openLabelledIssue()
            try await service.pullRequest(of: issue)
            let listed = try JSONValue(parsing: try await service.hookbot("jobs", "list", "--json").output)
            #expect(listed["jobs"]?.array?.count == 1)
            let id = try #require(listed["jobs"]?[0]?["id"]?.string)
            let shown = try JSONValue(parsing: try await service.hookbot("jobs", "show", id, "--json").output)
            #expect(shown["steps"]?.array?.compactMap { $0["name"]?.string }.contains("push") == true)
            let log = try await service.hookbot("jobs", "logs", id)
            #expect(log.text.contains("pull request #"))
            let delivery = await service.sandbox.world.deliveries.first { $0.action == "labeled" }
            let explained = try await service.hookbot("explain", try #require(delivery).guid)
            #expect(explained.succeeded && explained.text.contains("✓ fix-on-label"), "\(explained.text)")
            let doctor = try await service.hookbot("doctor", "--json")
            let findings = try #require(try JSONValue(parsing: doctor.output).array)
            #expect(findings.contains { $0["detail"]?.string?.contains("reached as hookbot") == true }, "\(doctor.text)")
        }
    }

    @Test func `the database is looked at, checked and copied while the service runs`() async throws {
        try await ServiceFixture.run { service in
            try await service.pullRequest(of: try await service.openLabelledIssue())
            let status = try JSONValue(parsing: try await service.hookbot("db", "status", "--json").output)
            #expect(status["rows"]?["agent_jobs"]?.integer == 1)
            let audit = try await service.hookbot("db", "audit")
            #expect(audit.succeeded && audit.text.contains("every invariant holds"), "\(audit.text)")
            let copy = "\(service.folder)/copy.db"
            let backup = try await service.hookbot("db", "backup", copy)
            #expect(backup.succeeded && Files.exists(copy), "\(backup.text)")
            let again = try await service.hookbot("db", "backup", copy)
            #expect(again.end == .exited(1) && again.text.contains("exists already"), "\(again.text)")
            try await service.pullRequest(of: try await service.openLabelledIssue("After the copy"))
        }
    }

    @Test func `a payload is explained without a service`() async throws {
        try await ServiceFixture.run(starts: false) { service in
            let body = """
                {"action": "labeled", "label": {"name": "other"}, "issue": {"number": 1, "state": "open", "title": "T"},
                 "repository": {"id": 1, "full_name": "acme/app"}, "sender": {"login": "ana", "id": 2}}
                """
            try Files.write(Array(body.utf8), to: "\(service.folder)/body.json")
            let result = try await service.hookbot("explain", "--event", "issues", "--payload", "\(service.folder)/body.json")
            #expect(result.end == .exited(0))
            #expect(result.text.contains("fix-on-label") && result.text.contains("other"), "\(result.text)")
        }
    }

    @Test func `every error of a configuration is reported at once with exit code 2`() async throws {
        let rules = ServiceSetup.fixOnLabel.replacing("use = \"fixer\"", with: "use = \"nobody\"\nnonsense = 1")
        try await ServiceFixture.run(ServiceSetup(limits: "jobs = 0", rules: rules), starts: false) { service in
            for command in [["config", "check"], ["serve"]] {
                let result = try await ChildCommand(
                    ServiceFixture.executable, ["--config", service.configurationPath] + command,
                    environment: service.environment
                ).run(on: ServiceFixture.work, timeout: .seconds(30))
                #expect(result.end == .exited(2))
                for word in ["jobs", "nobody", "nonsense"] { #expect(result.text.contains(word), "\(result.text)") }
            }
        }
    }

    @Test func `a good configuration has no errors`() async throws {
        try await ServiceFixture.run(starts: false) { service in
            let result = try await service.hookbot("config", "check")
            #expect(result.end == .exited(0), "\(result.text)")
            #expect(!(try await service.hookbot("config", "show")).text.contains("canary"))
        }
    }

    @Test(arguments: ["TEST_WEBHOOK_SECRET", "TEST_API_SECRET"])
    func `a secret shorter than sixteen bytes keeps the service from starting`(name: String) async throws {
        try await ServiceFixture.run(starts: false) { service in
            let result = try await service.hookbot("serve", environment: [name: "fifteen-bytes-x"])
            #expect(result.end == .exited(2))
            #expect(result.text.contains("15 bytes; at least 16 are needed"), "\(result.text)")
            #expect(!result.text.contains("fifteen-bytes-x"))
        }
    }
}
