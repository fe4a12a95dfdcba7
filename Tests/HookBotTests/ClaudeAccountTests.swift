import GitHubSandbox
import JSON
import ModelSandbox
import POSIX
import Testing

/// The pool of accounts with the real Claude Code, where `scripts/demo --agent claude` has fetched it.
@Suite(
    .serialized, .timeLimit(.minutes(4)),
    .enabled(
        if: ClaudeProgram.path != nil, "no claude below ~/.cache/hookbot/claude; 'make demo AGENT=claude' fetches it"))
struct ClaudeAccountTests {
    private static func writing(_ file: String) -> ScriptedTurn {
        ScriptedTurn(
            .text("I write \(file)."), .tool(name: "Write", input: ["file_path": .string("{cwd}/\(file)"), "content": "x\n"]))
    }

    private static func run(
        first: [ScriptedTurn], second: [ScriptedTurn], onLimit: String = "other-account",
        rules: String = ServiceSetup.fixOnLabel, _ body: (AccountPool) async throws -> Void
    ) async throws {
        try await AccountPool.run(
            first: first, second: second, onLimit: onLimit, rules: rules, program: [try #require(ClaudeProgram.path)],
            sandbox: "required", body
        )
    }

    @Test func `an account that ends at its limit is followed by the next one in the same conversation`() async throws {
        try await Self.run(
            first: [Self.writing("one.txt"), AccountPool.limit(3600)],
            second: [Self.writing("two.txt"), ScriptedTurn(.text("Both are written."))]
        ) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.pullRequest(of: issue, within: .seconds(120))
            let heard = pool.second.requests.first?.text() ?? ""
            #expect(heard.contains("I write one.txt.") && heard.contains("Please fix it."), "\(heard.suffix(3000))")
            let listed = try #require(try await pool.service.jobs().first)
            let job = try await pool.service.get("/jobs/\(listed["id"]?.string ?? "")")
            let runs = job["runs"]?.array ?? []
            #expect(runs.map { $0["account"]?.string } == AccountPool.names, "\(runs)")
            #expect(Set(runs.map { $0["session_id"]?.string }).count == 1)
            #expect(job["files_changed"]?.integer == 2 && job["attempt"]?.integer == 1)
            // One answer under the first account and two under the second, of the same size each.
            let spent = [try await pool.account("first"), try await pool.account("second")].map { $0["spent_usd"]?.double ?? 0 }
            #expect(spent[0] > 0 && abs(spent[1] - 2 * spent[0]) < 0.000_001, "\(spent)")
            #expect(abs((job["cost_usd"]?.double ?? 0) - spent[0] - spent[1]) < 0.000_001)
        }
    }

    @Test func `what the first account spent is not taken from the second one's share again`() async throws {
        let rules = ServiceSetup.fixOnLabel.replacing(
            "permission = \"triage\"", with: "permission = \"triage\"\nbudget = { usd = 0.01, turns = 40 }")
        try await Self.run(
            first: (1...7).map { Self.writing("\($0).txt") } + [AccountPool.limit(3600)],
            second: [Self.writing("8.txt"), ScriptedTurn(.text("All are written."))], rules: rules
        ) { pool in
            try await pool.service.pullRequest(of: try await pool.service.openLabelledIssue(), within: .seconds(120))
            #expect(try await pool.service.jobs().first?["files_changed"]?.integer == 8)
        }
    }

    @Test func `a job whose every account is used up goes on in its conversation after the first reset`() async throws {
        try await Self.run(
            first: [Self.writing("one.txt"), AccountPool.limit(65), ScriptedTurn(.text("That was all."))],
            second: [AccountPool.limit(3600)]
        ) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.eventually("a comment that says until when", within: .seconds(60)) { repository in
                repository.comments(on: issue).contains { $0.body.contains("**Waiting** until 2") }
            }
            // Nobody waits a minute for the clock: a person's word is the other end of it.
            #expect(try await pool.service.hookbot("accounts", "resume", "first").succeeded)
            try await pool.service.pullRequest(of: issue, within: .seconds(120))
            #expect(pool.first.requests.last?.text().contains("I write one.txt.") == true)
            #expect(try await pool.service.jobs().first?["files_changed"]?.integer == 1)
        }
    }

    @Test func `a key that is refused is out of order at once and the next account does the work`() async throws {
        try await Self.run(
            first: Array(repeating: AccountPool.refusal, count: 10),
            second: [Self.writing("one.txt"), ScriptedTurn(.text("It is written."))]
        ) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.pullRequest(of: issue, within: .seconds(120))
            #expect(pool.first.requests.first?.text().contains("Please fix it.") == true)
            #expect(try await pool.account("first")["state"]?.string == "broken")
            #expect(try await pool.service.jobs().first?["files_changed"]?.integer == 1)
        }
    }

    @Test func `a review is answered in the conversation that made the pull request`() async throws {
        // The account that rested longer answers: it hears what was said with the other one.
        try await Self.run(
            first: [Self.writing("one.txt"), ScriptedTurn(.text("It is written."))],
            second: [Self.writing("two.txt"), ScriptedTurn(.text("Both are there now.\n\n[1] Wrote two.txt as well."))],
            rules: ReviewedAgent.setup().rules
        ) { pool in
            let service = pool.service
            let pull = try await service.pullRequest(of: try await service.openLabelledIssue(), within: .seconds(120))
            try await service.sandbox.review(
                service.repository, pull.number, .commented,
                comments: [(path: "one.txt", line: 1, body: "Write a second one, too.")], by: ServiceFixture.person)
            try await service.eventually("a reply on the thread", within: .seconds(120)) { repository in
                repository.reviewComments(of: pull.number).contains {
                    $0.replyTo != nil && $0.body.contains("Wrote two.txt as well.")
                }
            }
            let heard = pool.second.requests.first?.text() ?? ""
            #expect(heard.contains("Write a second one, too."))
            #expect(heard.contains("I write one.txt.") && heard.contains("remark [1]"), "\(heard.suffix(3000))")
            let logs = try await service.hookbot("jobs", "logs", try #require(try await service.jobs().first?["id"]?.string))
            let head = try #require(try await service.sandbox.issue(service.repository, pull.number).pull?.headBranch)
            #expect(
                Set(try await service.sandbox.files(service.repository, head)).isSuperset(of: ["one.txt", "two.txt"]),
                "\(logs.text) \(heard.suffix(1500))")
            #expect(logs.text.contains("going on in the conversation of job"), "\(logs.text)")
        }
    }
}
