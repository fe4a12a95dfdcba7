package import Identifiers

/// Why the model did not answer.
package struct APIFailure: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case authentication, billing, rateLimited
        /// The subscription is used up until then.
        case usageLimit(until: Timestamp?)
        case overloaded, server, connection
        case promptTooLong, refusal, unknownModel, invalidRequest
        case unknown
    }

    package let kind: Kind
    /// HTTP status; nil where none came.
    package let status: Int?
    /// The agent's own words, on one line.
    package let message: String

    package init(kind: Kind, status: Int?, message: String) {
        self.kind = kind
        self.status = status
        self.message = message
    }

    package var advice: AgentAdvice {
        switch kind {
        case .authentication, .billing: .repairAccount
        case .usageLimit(let until): .parkAccount(until: until)
        case .rateLimited: .parkAccount(until: nil)
        case .overloaded, .server, .connection, .unknown: .retry
        case .promptTooLong, .refusal, .unknownModel, .invalidRequest: .stop
        }
    }

    /// The failure a result tells of; nil where the model is not the reason.
    static func classify(_ result: AgentResult) -> APIFailure? {
        guard result.isError, let kind = kind(of: result) else { return nil }
        return APIFailure(kind: kind, status: result.apiErrorStatus, message: DisplayText.oneLine(result.text, length: 400))
    }

    private static func kind(of result: AgentResult) -> Kind? {
        switch result.terminalReason {
        case "prompt_too_long", "blocking_limit", "rapid_refill_breaker": return .promptTooLong
        case "image_error": return .invalidRequest
        default: break
        }
        if result.stopReason == "refusal" { return .refusal }
        switch result.apiError {
        case "usage_limit_reached": return .usageLimit(until: result.usageResetsAt)
        case "authentication_failed", "oauth_org_not_allowed", "account_on_hold", "verification_required",
            "cloud_credential_error", "authentication_error", "permission_error":
            return .authentication
        case "billing_error", "model_requires_usage_credits", "long_context_credits_required": return .billing
        case "overloaded", "overloaded_error": return .overloaded
        case "rate_limit", "rate_limit_error":
            return result.usageIsRejected ? .usageLimit(until: result.usageResetsAt) : .rateLimited
        case "model_not_found", "not_found_error": return .unknownModel
        case "connection_failed": return .connection
        case "server_error", "api_error", "timeout_error": return .server
        default: return kind(ofStatus: result)
        }
    }

    private static func kind(ofStatus result: AgentResult) -> Kind? {
        switch result.apiErrorStatus {
        case 401, 403: .authentication
        case 402: .billing
        case 404: .unknownModel
        case 429: result.usageIsRejected ? .usageLimit(until: result.usageResetsAt) : .rateLimited
        case 529: .overloaded
        case let status? where (500...599).contains(status): .server
        case let status? where (400...499).contains(status): .invalidRequest
        case .some: .unknown
        case nil: result.usageIsRejected ? .usageLimit(until: result.usageResetsAt) : noStatus(result)
        }
    }

    private static func noStatus(_ result: AgentResult) -> Kind? {
        switch result.terminalReason {
        case "api_error": .connection
        case "model_error": .server
        default: nil
        }
    }
}
