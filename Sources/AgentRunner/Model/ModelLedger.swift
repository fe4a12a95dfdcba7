package import Identifiers
internal import JSON
internal import POSIX

/// What the proxy to the model recorded of one run: the truth about what was spent also where the agent was killed.
package struct ModelLedger: Hashable, Sendable {
    package private(set) var requests = 0
    /// Of the requests, those that the model answered with words.
    package private(set) var answers = 0
    package private(set) var costUSD = 0.0
    package private(set) var inputTokens = 0
    package private(set) var outputTokens = 0
    /// Whether the agent was told that it may spend no more.
    package private(set) var isOutOfBudget = false
    /// When the model said at its last refusal that it may be asked again.
    package private(set) var retryAt: Timestamp?

    /// Reads what is there; lines that cannot be read, as one that a crash cut short, are passed over.
    package init(runFolder: String) {
        guard let text = try? Files.readText(RunFolder(runFolder).modelLedger) else { return }
        for line in text.split(separator: "\n") {
            guard let entry = try? JSONValue(parsing: Array(line.utf8)) else { continue }
            requests += 1
            if entry["status"]?.integer == 200, entry["path"]?.string == "/v1/messages" { answers += 1 }
            costUSD += entry["cost_usd"]?.double ?? 0
            inputTokens += Int(clamping: entry["input_tokens"]?.integer ?? 0)
            outputTokens += Int(clamping: entry["output_tokens"]?.integer ?? 0)
            if entry["out_of_budget"]?.bool == true { isOutOfBudget = true }
            retryAt = entry["retry_at"]?.integer.map { Timestamp(milliseconds: $0) }
        }
    }
}
