internal import JSON

extension AgentResult {
    init(_ message: JSONValue) {
        self.init(
            subtype: message["subtype"]?.string ?? "", isError: message["is_error"]?.bool ?? false,
            terminalReason: message["terminal_reason"]?.string, stopReason: message["stop_reason"]?.string,
            turns: Int(clamping: message["num_turns"]?.integer ?? 0),
            costUSD: Self.cost(message["model_usage_since_last_result"]),
            sessionCostUSD: message["total_cost_usd"]?.double.flatMap(Self.plausible),
            tokens: TokenUsage(message["usage"]),
            text: DisplayText.clean(message["result"]?.string ?? ""),
            errors: (message["errors"]?.array ?? []).compactMap { $0.string.map { DisplayText.oneLine($0, length: 400) } },
            sessionIdentifier: message["session_id"]?.string,
            apiErrorStatus: message["api_error_status"]?.integer.map { Int(clamping: $0) },
            apiError: message["api_error"]?.string ?? message["error"]?.string ?? message["api_error_type"]?.string,
            permissionDenials: (message["permission_denials"]?.array ?? []).compactMap { $0["tool_name"]?.string })
    }

    private static func cost(_ usageByModel: JSONValue?) -> Double? {
        guard let models = usageByModel?.object, !models.isEmpty else { return nil }
        let costs = models.values.compactMap { $0["costUSD"]?.double }
        return costs.count == models.count ? plausible(costs.reduce(0, +)) : nil
    }

    private static func plausible(_ cost: Double) -> Double? { cost.isFinite && cost >= 0 ? cost : nil }
}
