import GitHubSandbox
import JSON
import ModelSandbox
import POSIX
import Testing

/// Budgets of money, through the whole service. An answer of the scripted model costs $0.0002 by its tokens; the agent says $0.01.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct BudgetTests {
    private static let rule = ServiceSetup.fixOnLabel.replacing(
        "permission = \"triage\"", with: "permission = \"triage\"\nbudget = { @budget }")

    private static func run(_ budget: String, limits: String = "", _ body: (AccountPool) async throws -> Void) async throws {
        try await AccountPool.run(
            rules: rule.replacing("@budget", with: budget), limits: "attempts = 1\n\(limits)", body)
    }

    @Test(arguments: ["usd-per-day = 0.05", ""])
    func `a day's budget of a rule or a repository lets the first job work and the next one wait for tomorrow`(
        ofRule: String
    ) async throws {
        try await Self.run(ofRule, limits: ofRule.isEmpty ? "usd-per-repo-day = 0.04" : "") { pool in
            let service = pool.service
            try await service.pullRequest(of: try await service.openLabelledIssue("One"))
            if !ofRule.isEmpty { try await service.pullRequest(of: try await service.openLabelledIssue("Two")) }
            let asked = pool.first.requests.count + pool.second.requests.count
            let issue = try await service.openLabelledIssue("Last")
            let what = ofRule.isEmpty ? "this repository" : "the rule fix-on-label"
            try await service.eventually("a comment that names the budget") { repository in
                repository.comments(on: issue).contains {
                    $0.body.contains("T00:00:00.000Z") && $0.body.contains("for \(what) is used up")
                }
            }
            #expect(pool.first.requests.count + pool.second.requests.count == asked)
            let job = try #require(try await service.jobs().first)
            #expect(job["state"]?.string == "retry_wait" && job["not_before"]?.string?.hasSuffix("T00:00:00.000Z") == true)
        }
    }

    @Test func `a job whose agent spends its budget is ended and says so, and nothing is published`() async throws {
        // What the agent says it cost is more than the proxy counts, so the second run finds nothing left.
        try await AccountPool.run(
            first: [AccountPool.answer, AccountPool.answer, AccountPool.limit(3600)],
            rules: Self.rule.replacing("@budget", with: "usd = 0.02")
        ) { pool in
            let issue = try await pool.service.openLabelledIssue()
            let comment = try await pool.service.end(of: issue, saying: "**Failed.**")
            #expect(comment.contains("the job's budget of $0.02 is used up"), "\(comment)")
            #expect(pool.second.requests.isEmpty)
            try await pool.service.expectNothingPublished()
        }
    }

    /// An agent that needs twelve answers at $0.001 each and never says what they cost.
    private static func expensive(_ script: String) -> String {
        script.replacing("-lt 4", with: "-lt 12").replacing("claude-haiku", with: "claude-opus")
            .replacing(#""model_usage_since_last_result":{"m":{"costUSD":0.0%d}},"#, with: "").replacing(
                "$turns $answers", with: "$turns")
    }

    @Test(arguments: [
        ("usd = 0.01", "**Failed.** the job's budget of $0.01 is used up"),
        ("usd-per-day = 0.01", "the day's budget of $0.01 for the rule fix-on-label is used up"),
    ])
    func `the proxy ends an agent that keeps its cost to itself`(budget: String, words: String) async throws {
        try await AccountPool.run(
            rules: Self.rule.replacing("@budget", with: budget), agent: Self.expensive
        ) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.eventually("a comment that says '\(words)'") { repository in
                repository.comments(on: issue).contains { $0.body.contains(words) && $0.body.contains("$0.01") }
            }
            #expect(pool.first.requests.count == 10 && pool.second.requests.isEmpty)
            #expect(pool.service.agentStarts == 1)
            let job = try #require(try await pool.service.jobs().first)
            #expect(job["state"]?.string == (budget == "usd = 0.01" ? "failed" : "retry_wait"))
            try await pool.service.expectNothingPublished()
        }
    }

    @Test func `the account that takes a conversation over gets what is left of its turns and money`() async throws {
        try await AccountPool.run(
            first: [AccountPool.answer, AccountPool.answer, AccountPool.limit(3600)],
            rules: Self.rule.replacing("@budget", with: "turns = 5, usd = 1.0")
        ) { pool in
            try await pool.service.pullRequest(of: try await pool.service.openLabelledIssue())
            let id = try #require(try await pool.service.jobs().first?["id"]?.string)
            let words = try [1, 2].map { number in
                let record = try Files.readText("\(pool.service.dataFolder)/jobs/\(id)/runs/\(number)/launch.json")
                return try JSONValue(parsing: record)["arguments"]?.array?.compactMap(\.string) ?? []
            }
            func value(_ option: String, _ words: [String]) -> String? {
                words.firstIndex(of: option).map { words[$0 + 1] }
            }
            #expect(words.map { value("--max-turns", $0) } == ["5", "3"])
            #expect(words.map { value("--max-budget-usd", $0) } == ["1.0", "0.98"])
        }
    }

    @Test func `a rule's wall time ends its agent`() async throws {
        try await AccountPool.run(
            afterAnswer: "@meet", rules: Self.rule.replacing("@budget", with: "wall = \"1s\"")
        ) { pool in
            let comment = try await pool.service.end(of: try await pool.service.openLabelledIssue(), saying: "**Failed.**")
            #expect(comment.contains("time limit"), "\(comment)")
        }
    }
}
