import GitHubSandbox
import Identifiers
import JSON
import POSIX
import Testing

/// What people see of an agent while it works.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct ProgressTests {
    /// Says which tool it uses, waits for the test, and ends.
    private static func agent(using tool: String, on subject: String) -> ServiceSetup {
        var setup = ServiceSetup(
            agent: #"""
                cat > /dev/null
                echo '{"type":"system","subtype":"init","session_id":"11111111-1111-4111-8111-111111111111","model":"m","tools":[],"claude_code_version":"1"}'
                echo '{"type":"assistant","message":{"content":[{"type":"tool_use","id":"t1","name":"@tool","input":{"command":"@subject"}}]}}'
                @meet
                echo fixed > fixed.txt
                echo '{"type":"result","subtype":"success","is_error":false,"terminal_reason":"completed","session_id":"11111111-1111-4111-8111-111111111111","num_turns":1,"result":"Fixed."}'
                """#.replacing("@tool", with: tool).replacing("@subject", with: subject), runner: "claude")
        setup.limits = "attempts = 1\nprogress = \"5s\""
        return setup
    }

    /// Two digits for each byte, as xxd(1) writes it.
    private static let encoded = ServiceFixture.token.utf8.map { String($0, radix: 16) }.joined()

    @Test(arguments: [("make test", "`Bash` `make test` · 1 step so far"), (encoded, "1 step so far")])
    func `the comment and the job say what an agent does, and no secret`(subject: String, words: String) async throws {
        try await ServiceFixture.run(Self.agent(using: "Bash", on: subject)) { service in
            let issue = try await service.openLabelledIssue()
            try await service.meeting.waitForAgent()
            try await service.eventually("progress") { repository in
                repository.comments(on: issue).contains { $0.body.contains("1 step so far") }
            }
            let comment = try await service.sandbox.comments(service.repository, issue).first { $0.body.contains("step so far") }
            #expect(comment?.body.contains("the agent is working · \(words)") == true, "\(comment?.body ?? "")")
            #expect(comment?.body.contains(Self.encoded) == false)
            #expect(try await service.jobs().first?["state_note"]?.string?.hasPrefix(words) == true)
            try service.meeting.letGo()
            try await service.pullRequest(of: issue)
            try await service.eventually("the end") { repository in
                repository.comments(on: issue).contains { $0.body.contains("**Done.**") && !$0.body.contains("so far") }
            }
        }
    }
}
