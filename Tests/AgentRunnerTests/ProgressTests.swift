import AgentRunner
import Identifiers
import Testing

@Suite struct ProgressTests {
    func progress(_ lines: String..., earlierCostUSD: Double = 0) -> AgentProgress {
        var reader = AgentStreamReader(tree: "/t")
        var progress = AgentProgress(earlierCostUSD: earlierCostUSD)
        for event in reader.read(Array(lines.joined(separator: "\n").utf8)) + reader.finish() { progress.apply(event) }
        return progress
    }

    @Test func `the current tool is known until its result came`() {
        let use = #"{"type":"assistant","message":{"content":[{"type":"tool_use","name":"Edit","input":{"file_path":"/t/a"}}]}}"#
        #expect(progress(use).currentTool?.subject == "a")
        #expect(progress(use, #"{"type":"user","message":{"content":[{"type":"tool_result"}]}}"#).currentTool == nil)
    }

    @Test func `the cost is that of this run, not of the session`() {
        let result = progress(StreamTests.resultLine).result
        #expect(result?.costUSD == 0.25)
        #expect(result?.sessionCostUSD == 0.75)
        #expect(result?.tokens == TokenUsage(input: 10, output: 5))
        #expect(result?.permissionDenials == ["Bash"])
    }

    @Test func `the last of several results counts, with the cost of all`() {
        let second =
            #"{"type":"result","subtype":"success","result":"More.","num_turns":9,"model_usage_since_last_result":{"m":{"costUSD":0.5}}}"#
        let result = progress(StreamTests.resultLine, second).result
        #expect(result?.text == "More.")
        #expect(result?.costUSD == 0.75)
        #expect(result?.turns == 9)
    }

    @Test func `an agent that reports only the sum has the earlier cost taken off`() {
        let line = #"{"type":"result","subtype":"success","total_cost_usd":2.5}"#
        #expect(progress(line, earlierCostUSD: 2).result?.costUSD == 0.5)
    }

    @Test func `the message before a failed result says what failed`() {
        let message =
            #"{"type":"assistant","message":{"content":[]},"is_api_error_message":true,"error":"billing_error","api_error_status":400}"#
        let line = #"{"type":"result","subtype":"success","is_error":true,"terminal_reason":"api_error"}"#
        let result = progress(message, line).result
        #expect(result?.apiError == "billing_error")
        #expect(result?.apiErrorStatus == 400)
    }

    @Test func `a rejected subscription hands its reset time to the result`() {
        let notice = #"{"type":"rate_limit_event","rate_limit_info":{"status":"rejected","resetsAt":1800000000}}"#
        let line = #"{"type":"result","is_error":true,"api_error_status":429,"terminal_reason":"api_error"}"#
        let result = progress(notice, line).result
        #expect(result?.usageResetsAt == Timestamp(milliseconds: 1_800_000_000_000))
        #expect(result?.usageIsRejected == true)
    }

    @Test func `lines without use are counted`() {
        let progress = progress("nonsense", #"{"type":"x"}"#, #"{"type":"system","subtype":"y"}"#)
        #expect(progress.malformedLines == 1)
        #expect(progress.otherLines == 2)
    }
}
