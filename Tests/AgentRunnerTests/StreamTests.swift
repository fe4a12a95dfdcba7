import AgentRunner
import Identifiers
import Testing

@Suite struct StreamTests {
    static let initLine =
        #"{"type":"system","subtype":"init","session_id":"s-1","model":"m-1","tools":["Bash","Read"],"claude_code_version":"2.1.0"}"#
    static let resultLine =
        #"{"usage":{"input_tokens":10,"output_tokens":5},"is_error":false,"num_turns":3,"subtype":"success","result":"Done.","#
        + #""terminal_reason":"completed","total_cost_usd":0.75,"model_usage_since_last_result":{"m-1":{"costUSD":0.25}},"#
        + #""session_id":"s-1","permission_denials":[{"tool_name":"Bash"}],"type":"result"}"#

    static let table: [(String, [AgentEvent])] = [
        (initLine, [.initialised(AgentSession(identifier: "s-1", model: "m-1", tools: ["Bash", "Read"], version: "2.1.0"))]),
        (
            #"{"type":"assistant","message":{"content":[{"type":"text","text":"Hel\u001b[31mlo"}]}}"#, [.text("Hel[31mlo")]
        ),
        (
            #"{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Edit","input":{"file_path":"/t/a/b.c"}}]}}"#,
            [.toolUse(name: "Edit", subject: "a/b.c")]
        ),
        (
            #"{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Bash","input":{"command":"\n make\nx"}}]}}"#,
            [.toolUse(name: "Bash", subject: "make")]
        ),
        (
            #"{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Read","input":{"file_path":"/tmp/x"}}]}}"#,
            [.toolUse(name: "Read", subject: "/tmp/x")]
        ),
        (#"{"type":"assistant","message":{"content":[{"type":"thinking"}]}}"#, [.other(type: "assistant")]),
        (
            #"{"type":"user","message":{"content":[{"type":"tool_result","is_error":true},{"type":"tool_result"}]}}"#,
            [.toolResult(isError: true), .toolResult(isError: false)]
        ),
        (#"{"type":"user","message":{"content":"words"}}"#, [.other(type: "user")]),
        (
            #"{"type":"system","subtype":"permission_denied","tool_name":"Read","message":"no"}"#,
            [.permissionDenied(tool: "Read", message: "no")]
        ),
        (
            #"{"type":"system","subtype":"api_retry","attempt":2,"retry_delay_ms":1080.5,"error_status":429,"error":"rate_limit"}"#,
            [.retrying(attempt: 2, status: 429, delay: .milliseconds(1080), error: "rate_limit")]
        ),
        (
            #"{"type":"system","subtype":"api_retry","attempt":1,"retry_delay_ms":1e300,"error_status":null}"#,
            [.retrying(attempt: 1, status: nil, delay: .seconds(86_400), error: "")]
        ),
        (#"{"type":"system","subtype":"status"}"#, [.other(type: "system/status")]),
        (
            #"{"type":"assistant","message":{"content":[]},"is_api_error_message":true,"error":"billing_error","api_error_status":400}"#,
            [.apiError(error: "billing_error", status: 400)]
        ),
        (#"{"type":"hookbot_omitted","bytes":77}"#, [.omitted(bytes: 77)]),
        (#"{"type":"brand_new"}"#, [.other(type: "brand_new")]),
        (#"{"kind":"x"}"#, [.malformed("a message without a type")]),
        ("  \t", []),
    ]

    @Test(arguments: table) func `each kind of line is read as what it is`(line: String, events: [AgentEvent]) {
        var reader = AgentStreamReader(tree: "/t")
        #expect(reader.read(Array((line + "\n").utf8)) == events)
    }

    @Test func `a stream gives the same events wherever it is cut`() {
        let stream = Array((Self.initLine + "\n" + Self.table[1].0 + "\n" + Self.resultLine).utf8)
        var whole = AgentStreamReader(tree: "/t")
        let expected = whole.read(stream) + whole.finish()
        #expect(expected.count == 3)
        for cut in 0...stream.count {
            var reader = AgentStreamReader(tree: "/t")
            let events = reader.read(stream[..<cut]) + reader.read(stream[cut...]) + reader.finish()
            #expect(events == expected, "cut at \(cut)")
        }
    }

    enum HostileLine: String, CaseIterable {
        case twiceTheSameName, unfinished, deep, long, noText

        var bytes: [UInt8] {
            switch self {
            case .twiceTheSameName: Array(#"{"type":"text","type":"result"}"#.utf8)
            case .unfinished: Array(#"{"type":"result""#.utf8)
            case .deep: Array(repeating: 0x5B, count: 900_000)
            case .long: Array(repeating: 0x78, count: 2 << 20)
            case .noText: [0xFF, 0xFE, 0x00]
            }
        }
    }

    @Test(arguments: HostileLine.allCases) func `a hostile line is malformed and the next one is read`(line: HostileLine) {
        var reader = AgentStreamReader(tree: "")
        let events = reader.read(line.bytes + [0x0A] + Array(#"{"type":"later"}"#.utf8) + [0x0A])
        #expect(events.count == 2)
        guard case .malformed = events.first else {
            Issue.record("read as \(events)")
            return
        }
        #expect(events.last == .other(type: "later"))
    }

    @Test func `bytes that are no text become replacement characters`() {
        var reader = AgentStreamReader(tree: "")
        let line =
            Array(#"{"type":"assistant","message":{"content":[{"type":"text","text":"a"#.utf8) + [0xC3] + Array(#"b"}]}}"#.utf8)
        #expect(reader.read(line + [0x0A]) == [.text("a\u{FFFD}b")])
    }

    @Test func `brackets inside of strings do not count as depth`() {
        var reader = AgentStreamReader(tree: "")
        let text = String(repeating: #"[{\""#, count: 200)
        let line = #"{"type":"assistant","message":{"content":[{"type":"text","text":"\#(text)"}]}}"# + "\n"
        #expect(reader.read(Array(line.utf8)) == [.text(String(repeating: "[{\"", count: 200))])
    }

    @Test func `a long subject is shortened`() {
        var reader = AgentStreamReader(tree: "")
        let command = String(repeating: "x", count: 1000)
        let line =
            #"{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Bash","input":{"command":"\#(command)"}}]}}"#
        #expect(
            reader.read(Array((line + "\n").utf8)) == [.toolUse(name: "Bash", subject: String(repeating: "x", count: 159) + "…")])
    }

    @Test func `a usage limit keeps the time it ends`() {
        var reader = AgentStreamReader(tree: "")
        let line =
            #"{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":1800000000,"rateLimitType":"five_hour"}}"#
        guard case .rateLimit(let notice)? = reader.read(Array((line + "\n").utf8)).first else {
            Issue.record("no notice")
            return
        }
        #expect(notice.status == .rejected)
        #expect(notice.window == "five_hour")
        #expect(notice.resetsAt == Timestamp(milliseconds: 1_800_000_000_000))
    }
}
