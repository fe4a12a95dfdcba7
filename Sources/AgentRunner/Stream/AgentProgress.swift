internal import Identifiers

/// Where a run stands, folded from its events.
package struct AgentProgress: Hashable, Sendable {
    package private(set) var session: AgentSession?
    /// The tool that runs now, and what it works on; nil between tools.
    package private(set) var currentTool: ToolUse?
    package private(set) var lastText: String?
    package private(set) var toolCalls = 0
    package private(set) var toolErrors = 0
    package private(set) var deniedCalls = 0
    package private(set) var retries = 0
    package private(set) var malformedLines = 0
    package private(set) var otherLines = 0
    /// The last one wins, as a run may report several; its cost and tokens are those of all of them.
    package private(set) var result: AgentResult?
    package private(set) var rateLimit: RateLimitNotice?
    private var apiError: APIErrorNote?
    private let earlierCostUSD: Double

    private struct APIErrorNote: Hashable, Sendable {
        let error: String
        let status: Int?
    }

    package struct ToolUse: Hashable, Sendable {
        package let name: String
        package let subject: String
    }

    /// `earlierCostUSD` is what the session had cost before this run, for agents that report only the sum.
    package init(earlierCostUSD: Double = 0) { self.earlierCostUSD = earlierCostUSD }

    package mutating func apply(_ event: AgentEvent) {
        switch event {
        case .initialised(let session): self.session = session
        case .text(let text): lastText = text
        case .toolUse(let name, let subject):
            currentTool = ToolUse(name: name, subject: subject)
            toolCalls += 1
        case .toolResult(let isError):
            currentTool = nil
            if isError { toolErrors += 1 }
        case .permissionDenied: deniedCalls += 1
        case .retrying: retries += 1
        case .rateLimit(let notice): rateLimit = notice
        case .result(let result): finish(with: result)
        case .apiError(let error, let status): apiError = APIErrorNote(error: error, status: status)
        case .malformed: malformedLines += 1
        case .other: otherLines += 1
        case .omitted: break
        }
    }

    /// Model replies; until the agent has said how many, about as many as it called tools.
    package var turns: Int { result?.turns ?? toolCalls + (lastText == nil ? 0 : 1) }

    private mutating func finish(with next: AgentResult) {
        var next = next
        if let reported = next.costUSD {
            next.costUSD = reported + (result?.costUSD ?? 0)
        } else {
            next.costUSD = next.sessionCostUSD.map { max(0, $0 - earlierCostUSD) } ?? result?.costUSD
        }
        if let result { next.tokens = result.tokens + next.tokens }
        if next.isError, let apiError {
            // The message that explains the failure is more exact than the result that follows it.
            if !apiError.error.isEmpty { next.apiError = apiError.error }
            next.apiErrorStatus = next.apiErrorStatus ?? apiError.status
        }
        if rateLimit?.status == .rejected {
            next.usageIsRejected = true
            next.usageResetsAt = rateLimit?.resetsAt
        }
        result = next
        currentTool = nil
    }
}
