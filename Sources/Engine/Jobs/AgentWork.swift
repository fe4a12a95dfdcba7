internal import JSON

/// What an agent's run came to, as the job remembers it.
struct AgentWork: Equatable, Sendable {
    var summary: String
    var costUSD: Double?
    var turns: Int
    /// Of all the runs that this job took.
    var runs: Int

    init(summary: String, costUSD: Double?, turns: Int, runs: Int) {
        self.summary = summary
        self.costUSD = costUSD
        self.turns = turns
        self.runs = runs
    }

    init(json: JSONValue) {
        self.init(
            summary: json["summary"]?.string ?? "", costUSD: json["cost_usd"]?.double, turns: Int(json["turns"]?.integer ?? 0),
            runs: Int(json["runs"]?.integer ?? 1))
    }

    var json: JSONValue {
        .object([
            "summary": .string(summary), "cost_usd": costUSD.map(JSONValue.number) ?? .null, "turns": .integer(Int64(turns)),
            "runs": .integer(Int64(runs)),
        ])
    }

    /// For people; nil where the agent did not say what it cost.
    var costText: String? { costUSD.map(dollarText) }
}

/// `$0.42`, with four digits below one cent.
package func dollarText(_ amount: Double) -> String {
    let digits = amount >= 0.01 || amount == 0 ? 2 : 4
    let scale = digits == 2 ? 100.0 : 10_000.0
    let units = Int((amount * scale).rounded())
    let fraction = String(units % Int(scale))
    return "$\(units / Int(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
}
