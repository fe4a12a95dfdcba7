internal import Identifiers
internal import JSON

/// What is recorded of one request to the model: never a header that authorises, never a word of what was said.
struct LedgerEntry: Sendable {
    var time: Timestamp
    var method: String
    var path: String
    /// What the agent was answered.
    var status = 0
    /// Why the proxy itself answered, where the model was not asked.
    var refusal: String?
    /// Whether that was because the run may spend no more.
    var isOutOfBudget = false
    var requestBytes = 0
    var responseBytes = 0
    var firstByteMilliseconds: Int64?
    var milliseconds: Int64 = 0
    var model: String?
    var usage = ModelUsage()
    var costUSD = 0.0
    /// When the model may be asked again, by `retry-after` or by a limit's reset.
    var retryAt: Timestamp?

    var line: [UInt8] {
        let value: JSONValue = [
            "time": .string(time.description), "method": .string(method), "path": .string(path),
            "status": .integer(Int64(status)), "refusal": JSONValue(refusal), "out_of_budget": .bool(isOutOfBudget),
            "request_bytes": .integer(Int64(requestBytes)),
            "response_bytes": .integer(Int64(responseBytes)), "first_byte_ms": JSONValue(firstByteMilliseconds),
            "ms": .integer(milliseconds), "model": JSONValue(model), "input_tokens": .integer(Int64(usage.input)),
            "output_tokens": .integer(Int64(usage.output)),
            "cache_creation_tokens": .integer(Int64(usage.cacheCreation)),
            "cache_read_tokens": .integer(Int64(usage.cacheRead)), "cost_usd": .number(costUSD),
            "retry_at": JSONValue(retryAt?.milliseconds),
        ]
        return value.bytes + [0x0A]
    }
}
