internal import Identifiers
internal import JSON

/// The one way from an agent to its model: a proxy of HookBot's that holds the account's key, so that the agent never does.
package struct ModelRoute: Hashable, Sendable {
    /// How the model's service is told who asks.
    package enum Scheme: String, Hashable, Sendable, CaseIterable {
        /// An API key, sent as `x-api-key`.
        case apiKey = "api-key"
        /// An OAuth token, sent as `Authorization: Bearer`.
        case bearer

        /// The variable from which Claude Code takes what it sends that way.
        var variable: String {
            switch self {
            case .apiKey: "ANTHROPIC_API_KEY"
            case .bearer: "CLAUDE_CODE_OAUTH_TOKEN"
            }
        }
    }

    /// Where the model is asked, without a slash at the end.
    package var baseURL: String
    package var scheme: Scheme
    /// What the answers to one run may cost, by the proxy's own count; nil: no bound.
    package var maximumCostUSD: Double?
    /// Bytes of all requests and answers of one run together.
    package var maximumBytes: Int

    /// The beginnings of the types of tools that the model's own service may run, such as `web_search_`; none by default.
    package var serviceTools: [String]

    package init(
        baseURL: String = "https://api.anthropic.com", scheme: Scheme, maximumCostUSD: Double? = nil,
        maximumBytes: Int = 1 << 30, serviceTools: [String] = []
    ) {
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.scheme = scheme
        self.maximumCostUSD = maximumCostUSD
        self.maximumBytes = maximumBytes
        self.serviceTools = serviceTools
    }

    var json: JSONValue {
        [
            "base_url": .string(baseURL), "scheme": .string(scheme.rawValue), "maximum_bytes": .integer(Int64(maximumBytes)),
            "maximum_cost_usd": maximumCostUSD.map(JSONValue.number) ?? .null,
            "service_tools": .array(serviceTools.map(JSONValue.string)),
        ]
    }

    init?(_ value: JSONValue?) {
        guard let value, let baseURL = value["base_url"]?.string, let scheme = value["scheme"]?.string.flatMap(Scheme.init),
            let bytes = value["maximum_bytes"]?.integer
        else { return nil }
        self.init(
            baseURL: baseURL, scheme: scheme, maximumCostUSD: value["maximum_cost_usd"]?.double, maximumBytes: Int(bytes),
            serviceTools: (value["service_tools"]?.array ?? []).compactMap(\.string))
    }
}
