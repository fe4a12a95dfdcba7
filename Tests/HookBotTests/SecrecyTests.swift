import POSIX
import Identifiers
import JSON
import GitHubSandbox
import Testing

@Suite(.serialized, .timeLimit(.minutes(3)))
struct SecrecyTests {
    @Test func `no secret reaches a comment, a log, a file or an agent that looks for it`() async throws {
        let setup = ServiceSetup(
            agent: """
                env; cat .git/config 2>&1; cat /proc/$PPID/environ; cat /proc/$PPID/cmdline
                echo fixed > fixed.txt
                """,
            sections: "[accounts.main]\napi-key = \"env:TEST_MODEL_KEY\"")
        try await ServiceFixture.run(setup) { service in
            service.sandbox.inject(SandboxFault("POST", "*/comments", .dropAfterEffect))
            let issue = try await service.openLabelledIssue()
            try await service.pullRequest(of: issue)
            let id = try #require(try await service.jobs().first?["id"]?.string)
            let pages = ["/jobs/\(id)/logs", "/jobs/\(id)?includeMessages=true", "/jobs/\(id)/diff", "/metrics", "/deliveries"]
            var texts = try await service.sandbox.repository(service.repository).comments.values.map(\.body)
            texts += try await service.sandbox.pulls(service.repository).compactMap(\.body)
            for page in pages { texts.append(String(decoding: try await service.request("GET", page).body, as: UTF8.self)) }
            #expect(texts.filter { $0.contains("canary") }.isEmpty)
            // The data folder and the service's log are looked through after every test.
        }
    }
}
