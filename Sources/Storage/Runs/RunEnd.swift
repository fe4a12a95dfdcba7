/// How a run ended, and what it cost.
package struct RunEnd: Hashable, Sendable {
    /// Why it ended, as in `finished`, `timeout` or `killed`.
    package var reason: String
    package var exitCode: Int?
    package var costUSD: Double?
    package var turns: Int?
    package var inputTokens: Int?
    package var outputTokens: Int?

    package init(
        reason: String, exitCode: Int? = nil, costUSD: Double? = nil, turns: Int? = nil, inputTokens: Int? = nil,
        outputTokens: Int? = nil
    ) {
        self.reason = reason
        self.exitCode = exitCode
        self.costUSD = costUSD
        self.turns = turns
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
    }

    init(_ row: Row) throws(StorageError) {
        reason = try row.text("reason")
        exitCode = try row.optionalInt("exit_code")
        costUSD = try row.optionalReal("cost_usd")
        turns = try row.optionalInt("turns")
        inputTokens = try row.optionalInt("input_tokens")
        outputTokens = try row.optionalInt("output_tokens")
    }
}
