package import Identifiers

/// What an agent says about its run when it ends: a claim, never proof that the work was done.
package struct AgentResult: Hashable, Sendable {
    package var subtype: String
    package var isError: Bool
    package var terminalReason: String?
    package var stopReason: String?
    package var turns: Int
    /// Of this run alone; nil when it was not reported.
    package var costUSD: Double?
    /// Over the session with all its resumes.
    package var sessionCostUSD: Double?
    package var tokens: TokenUsage
    package var text: String
    package var errors: [String]
    package var sessionIdentifier: String?
    /// HTTP status of the model's refusal; nil also where the connection failed.
    package var apiErrorStatus: Int?
    /// `authentication_failed`, `billing_error`, `usage_limit_reached`, `connection_failed`, ….
    package var apiError: String?
    /// When a used-up subscription works again, from a notice before the result.
    package var usageResetsAt: Timestamp?
    /// Whether the last rate limit notice said that the subscription is used up.
    package var usageIsRejected: Bool
    package var permissionDenials: [String]

    package init(
        subtype: String = "success", isError: Bool = false, terminalReason: String? = "completed", stopReason: String? = nil,
        turns: Int = 1, costUSD: Double? = nil, sessionCostUSD: Double? = nil, tokens: TokenUsage = TokenUsage(),
        text: String = "", errors: [String] = [], sessionIdentifier: String? = nil, apiErrorStatus: Int? = nil,
        apiError: String? = nil, usageResetsAt: Timestamp? = nil, usageIsRejected: Bool = false,
        permissionDenials: [String] = []
    ) {
        self.subtype = subtype
        self.isError = isError
        self.terminalReason = terminalReason
        self.stopReason = stopReason
        self.turns = turns
        self.costUSD = costUSD
        self.sessionCostUSD = sessionCostUSD
        self.tokens = tokens
        self.text = text
        self.errors = errors
        self.sessionIdentifier = sessionIdentifier
        self.apiErrorStatus = apiErrorStatus
        self.apiError = apiError
        self.usageResetsAt = usageResetsAt
        self.usageIsRejected = usageIsRejected
        self.permissionDenials = permissionDenials
    }
}
