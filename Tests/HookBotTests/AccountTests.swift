import GitHubSandbox
import JSON
import ModelSandbox
import POSIX
import Testing

/// A pool of model accounts, through the whole service.
@Suite(.serialized, .timeLimit(.minutes(4)))
struct AccountTests {
    private static func isClose(_ value: JSONValue?, _ expected: Double) -> Bool {
        value?.double.map { abs($0 - expected) < 0.000_001 } ?? false
    }

    @Test func `an account that ends at its limit is followed by the next one in the same conversation and attempt`() async throws
    {
        try await AccountPool.run(first: [AccountPool.answer, AccountPool.answer, AccountPool.limit(3600)]) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.pullRequest(of: issue)
            #expect(pool.first.requests.count == 3 && pool.second.requests.count == 2)
            #expect(pool.second.requests.first?.text().contains("step-1 step-2") == true, "\(pool.second.requests)")
            #expect(pool.service.agentStarts == 2)
            let listed = try #require(try await pool.service.jobs().first)
            let job = try await pool.service.get("/jobs/\(listed["id"]?.string ?? "")")
            #expect(job["attempt"]?.integer == 1)
            let runs = job["runs"]?.array ?? []
            #expect(runs.map { $0["account"]?.string } == AccountPool.names)
            #expect(Set(runs.map { $0["session_id"]?.string }).count == 1)
            #expect(Self.isClose(job["cost_usd"], 0.04) && Self.isClose(listed["cost_usd"], 0.04), "\(job)")
            let (first, second) = (try await pool.account("first"), try await pool.account("second"))
            #expect(first["state"]?.string == "exhausted" && first["until"]?.string != nil)
            #expect(second["state"]?.string == "ready")
            for account in [first, second] {
                #expect(account["uses"]?.integer == 1 && Self.isClose(account["spent_usd"], 0.02), "\(account)")
                #expect(Self.isClose(account["spent_today_usd"], 0.02))
            }
            let comment = try await pool.service.sandbox.comments(pool.service.repository, issue).first?.body ?? ""
            #expect(comment.contains("$0.04"), "\(comment)")
            let (jobs, shown) = (
                try await pool.service.hookbot("jobs", "list"), try await pool.service.hookbot("accounts", "list")
            )
            #expect(jobs.text.contains("$0.04"), "\(jobs.text)")
            let page = try await pool.service.hookbot("jobs", "show", listed["id"]?.string ?? "")
            #expect(page.text.contains("cost_usd       $0.04"), "\(page.text)")
            let front = String(decoding: try await pool.service.request("GET", "/").body, as: UTF8.self)
            #expect(front.contains("<td>$0.04</td>") && front.contains("state exhausted") && front.contains("<td>$0.02</td>"))
            #expect(!front.contains(ServiceFixture.modelKey))
            #expect(shown.text.contains("exhausted") && !shown.text.contains(ServiceFixture.modelKey), "\(shown.text)")
        }
    }

    @Test func `where every account is used up the job waits for the first reset and goes on by itself`() async throws {
        try await AccountPool.run(
            first: [AccountPool.answer, AccountPool.limit(4)], second: [AccountPool.limit(3600)]
        ) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.eventually("a comment that says until when") { repository in
                repository.comments(on: issue).contains { $0.body.contains("**Waiting** until 2") && $0.body.contains("$0.01") }
            }
            try await pool.service.pullRequest(of: issue)
            let job = try #require(try await pool.service.jobs().first)
            #expect(job["attempt"]?.integer == 2 && job["max_attempts"]?.integer == 2, "the wait used up no attempt")
            #expect(Self.isClose(job["cost_usd"], 0.04), "\(job)")
            #expect(pool.first.requests.count == 5 && pool.second.requests.count == 1)
            #expect(try await pool.account("first")["state"]?.string == "ready")
        }
    }

    @Test func `an owner who wants to wait keeps the conversation with its account`() async throws {
        try await AccountPool.run(first: [AccountPool.answer, AccountPool.limit(2)], onLimit: "wait") { pool in
            try await pool.service.pullRequest(of: try await pool.service.openLabelledIssue())
            #expect(pool.first.requests.count == 5 && pool.second.requests.isEmpty)
        }
    }

    @Test func `an owner who wants no more after a limit gets a failed job`() async throws {
        try await AccountPool.run(first: [AccountPool.limit(3600)], onLimit: "fail") { pool in
            try await pool.service.end(of: try await pool.service.openLabelledIssue(), saying: "**Failed.**")
            #expect(pool.second.requests.isEmpty)
        }
    }

    @Test func `a refused account is out of order, said once, and the next one does the work`() async throws {
        try await AccountPool.run(first: [AccountPool.refusal]) { pool in
            for title in ["One", "Two"] {
                try await pool.service.pullRequest(of: try await pool.service.openLabelledIssue(title))
            }
            #expect(pool.first.requests.count == 1 && pool.second.requests.count == 8)
            #expect(try await pool.account("first")["state"]?.string == "broken")
            let alerts = pool.service.log.split(separator: "\n").count { $0.contains("an account is out of order") }
            #expect(alerts == 1, "\(pool.service.log)")
        }
    }

    @Test func `with no account in order jobs wait for a person, and go on at their word`() async throws {
        try await AccountPool.run(first: [AccountPool.refusal], second: [AccountPool.refusal]) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.eventually("a comment that names the accounts") { repository in
                repository.comments(on: issue).contains {
                    $0.body.contains("first is out of order") && $0.body.contains("second is out of order")
                }
            }
            let resumed = try await pool.service.hookbot("accounts", "resume", "second")
            #expect(resumed.succeeded && resumed.text.contains("second may be used again"), "\(resumed.text)")
            try await pool.service.pullRequest(of: issue)
            #expect(pool.first.requests.count == 1)
        }
    }

    @Test func `a paused account starts nothing until it is resumed, also where no service runs to be told`() async throws {
        try await AccountPool.run { pool in
            let service = pool.service
            try await service.stop()
            let paused = try await service.hookbot("accounts", "pause", "first", environment: ["USER": "ana"])
            #expect(paused.succeeded && paused.text.contains("first is paused"), "\(paused.text)")
            try await service.start()
            try await service.pullRequest(of: try await service.openLabelledIssue("One"))
            #expect(pool.first.requests.isEmpty && pool.second.requests.count == 4)
            let shown = try await pool.account("first")
            #expect(shown["state"]?.string == "paused" && shown["reason"]?.string == "by ana")
            #expect(try await service.hookbot("accounts", "resume", "first").succeeded)
            try await service.pullRequest(of: try await service.openLabelledIssue("Two"))
            #expect(pool.first.requests.count == 4, "the least used")
            #expect(try await service.hookbot("accounts", "pause", "third").end == .exited(1))
        }
    }

    @Test func `a quota makes the accounts take turns and then the job wait`() async throws {
        try await AccountPool.run(accountKeys: "quota = { messages = 1, window = \"1h\" }") { pool in
            for title in ["One", "Two"] {
                try await pool.service.pullRequest(of: try await pool.service.openLabelledIssue(title))
            }
            #expect(pool.first.requests.count == 4 && pool.second.requests.count == 4)
            #expect(try await pool.account("first")["state"]?.string == "over_quota")
            let issue = try await pool.service.openLabelledIssue("Three")
            try await pool.service.eventually("a comment that says it waits") { repository in
                repository.comments(on: issue).contains { $0.body.contains("is used up") }
            }
        }
    }

    @Test func `a service killed while an account meets its limit counts its spend once and goes on with the next`() async throws
    {
        let atFirst = "[ $answers = 1 ] && [ -z \"$resumed\" ] && { @meet; }"
        try await AccountPool.run(
            first: [AccountPool.answer, AccountPool.limit(3600)], afterAnswer: atFirst
        ) { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.meeting.waitForAgent()
            try await pool.service.killNow()
            try pool.service.meeting.letGo()
            try await pool.service.start()
            try await pool.service.pullRequest(of: issue)
            let (first, second) = (try await pool.account("first"), try await pool.account("second"))
            #expect(first["uses"]?.integer == 1 && Self.isClose(first["spent_usd"], 0.01), "\(first)")
            #expect(second["uses"]?.integer == 1 && Self.isClose(second["spent_usd"], 0.03), "\(second)")
            let job = try #require(try await pool.service.jobs().first)
            #expect(Self.isClose(job["cost_usd"], 0.04), "\(job)")
            #expect(pool.service.agentStarts == 2)
        }
    }

    /// Where the service is killed, and how often each account is then used: a run that has no process yet is one more use.
    @Test(arguments: [
        ("run.ended:kill:1", 1, 1), ("run.closed:kill:1", 1, 1), ("run.recorded:kill:2", 1, 2), ("run.started:kill:2", 1, 1),
        ("run.ended:kill:2", 1, 1), ("run.closed:kill:2", 1, 1),
    ])
    func `a service killed between two accounts loses no word of the conversation and counts every cent once`(
        failpoint: String, usesOfFirst: Int, usesOfSecond: Int
    ) async throws {
        try await AccountPool.run(first: [AccountPool.answer, AccountPool.limit(3600)]) { pool in
            let service = pool.service
            try await service.stop()
            try await service.start(environment: ["HOOKBOT_FAILPOINT": failpoint])
            try await service.openLabelledIssue()
            #expect(try await service.waitForEnd(within: .seconds(60)) == .signalled(9))
            try await service.start()
            try await service.eventually("a pull request") { !$0.pulls.isEmpty }
            #expect(pool.first.requests.count == 2 && pool.second.requests.count == 3)
            #expect(service.agentStarts == 2)
            let (first, second) = (try await pool.account("first"), try await pool.account("second"))
            #expect(first["uses"]?.integer == Int64(usesOfFirst) && Self.isClose(first["spent_usd"], 0.01), "\(first)")
            #expect(second["uses"]?.integer == Int64(usesOfSecond) && Self.isClose(second["spent_usd"], 0.03), "\(second)")
            #expect(Self.isClose(try await service.jobs().first?["cost_usd"], 0.04))
            #expect(try await service.sandbox.pulls(service.repository).count == 1)
        }
    }

    /// What a subscription's agent says instead of a plain 429, each with the end of the limit an hour away.
    @Test(arguments: [
        #"""
        echo '{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":'$end',"rateLimitType":"five_hour"}}'
        """#,
        #"""
        echo '{"type":"assistant","is_api_error_message":true,"error":"rate_limit","api_error":"usage_limit_reached","api_error_status":429,"api_error_params":{"rate_limit_info":{"status":"rejected","resetsAt":'$end'}},"message":{"model":"<synthetic>","content":[]}}'
        """#,
    ])
    func `a subscription's limit rests until the time its agent was told`(event: String) async throws {
        try await AccountPool.run(
            first: [AccountPool.answer, AccountPool.limit(5)],
            agent: {
                $0.replacing(
                    "    result '\"is_error\":true", with: "end=$(($(date +%s) + 3600))\n\(event)\nresult '\"is_error\":true")
            }
        ) { pool in
            try await pool.service.pullRequest(of: try await pool.service.openLabelledIssue())
            let first = try await pool.account("first")
            let end = try #require(first["until"]?.string)
            #expect(first["state"]?.string == "exhausted" && pool.second.requests.count == 3)
            let job = try #require(try await pool.service.jobs().first)
            let begun = try #require(job["started_at"]?.string)
            // ISO 8601 in UTC compares as text: an hour later is another hour of the day, or another day.
            #expect(end > begun && end.prefix(13) != begun.prefix(13), "\(begun) \(end)")
        }
    }

    @Test func `what a cancelled agent had asked for is spent all the same`() async throws {
        try await AccountPool.run(afterAnswer: "[ $answers = 2 ] && { @meet; }") { pool in
            let issue = try await pool.service.openLabelledIssue()
            try await pool.service.meeting.waitForAgent()
            let id = try #require(try await pool.service.jobs().first?["id"]?.string)
            #expect(try await pool.service.hookbot("jobs", "cancel", id).succeeded)
            try await pool.service.end(of: issue, saying: "**Cancelled**")
            // By the proxy's count: two answers of 100 and 20 tokens each.
            #expect(Self.isClose(try await pool.account("first")["spent_usd"], 0.0004))
            #expect(Self.isClose(try await pool.service.jobs().first?["cost_usd"], 0.0004))
        }
    }

    @Test func `accounts are asked one by one and the answer is an exit code`() async throws {
        try await AccountPool.run(first: [AccountPool.answer, AccountPool.limit(90), AccountPool.refusal]) { pool in
            let service = pool.service
            let fine = try await service.hookbot("accounts", "check")
            #expect(fine.end == .exited(0), "\(fine.text)")
            let limited = try await service.hookbot("accounts", "check")
            #expect(limited.end == .exited(1) && limited.text.contains("limited  until 2"), "\(limited.text)")
            let refused = try await service.hookbot("accounts", "check", "first", "--json")
            #expect(refused.end == .exited(1))
            let rows = try JSONValue(parsing: refused.output)["accounts"]?.array
            #expect(rows?.count == 1 && rows?[0]["verdict"]?.string == "refused", "\(refused.text)")
            #expect(!refused.text.contains(ServiceFixture.modelKey))
            #expect(try await pool.account("first")["state"]?.string == "ready", "asking records nothing")
            #expect(try await service.hookbot("accounts", "check", "third").end == .exited(1))
        }
    }
}
