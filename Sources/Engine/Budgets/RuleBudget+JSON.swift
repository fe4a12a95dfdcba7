internal import Identifiers
internal import JSON
internal import Rules

extension RuleBudget {
    var json: JSONValue {
        [
            "usd": dollars.map(JSONValue.number) ?? .null, "turns": JSONValue(turns),
            "wall_ms": JSONValue(wall?.wholeMilliseconds),
            "idle_ms": JSONValue(idle?.wholeMilliseconds), "usd_per_day": dollarsPerDay.map(JSONValue.number) ?? .null,
        ]
    }

    /// Reads what `json` wrote; a job of an earlier version has none.
    init(json: JSONValue?) {
        self.init(
            dollars: json?["usd"]?.double, turns: json?["turns"]?.integer.map { Int($0) },
            wall: json?["wall_ms"]?.integer.map { .milliseconds($0) }, idle: json?["idle_ms"]?.integer.map { .milliseconds($0) },
            dollarsPerDay: json?["usd_per_day"]?.double)
    }
}
