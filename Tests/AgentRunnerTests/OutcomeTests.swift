import AgentRunner
import Identifiers
import Testing

@Suite struct OutcomeTests {
    static let good = AgentResult(turns: 3, text: "Done.")
    static let reset = Timestamp(milliseconds: 1_800_000_000_000)

    static func failed(_ status: Int?, _ error: String? = nil, reason: String = "api_error", rejected: Bool = false)
        -> AgentResult
    {
        AgentResult(
            isError: true, terminalReason: reason, text: "words", apiErrorStatus: status, apiError: error,
            usageResetsAt: rejected ? reset : nil, usageIsRejected: rejected)
    }

    @Test func `a clean end with a completed result is finished`() {
        #expect(AgentOutcome.decide(exit: ExitRecord(end: .exited(0)), result: Self.good) == .finished(summary: "Done."))
    }

    static let endings: [(ExitRecord, AgentResult?, AgentFailure)] = [
        (ExitRecord(end: .exited(0)), nil, .noResult),
        (ExitRecord(end: .exited(0)), AgentResult(terminalReason: nil, turns: 0), .nothingAsked),
        (ExitRecord(end: .exited(0)), AgentResult(turns: 0), .nothingAsked),
        (ExitRecord(end: .exited(1)), good, .exited(code: 1, errorTail: "")),
        (ExitRecord(end: .exited(1), errorTail: "Error: bad\u{1b}[0m"), nil, .exited(code: 1, errorTail: "Error: bad[0m")),
        (ExitRecord(end: .exited(143)), nil, .killed(signal: 15)),
        (ExitRecord(end: .signalled(9)), good, .killed(signal: 9)),
        (ExitRecord(end: .exited(0), stop: .cancelled), good, .cancelled),
        (ExitRecord(end: .exited(143), stop: .wallLimit), nil, .timedOut(.wall)),
        (ExitRecord(end: .exited(143), stop: .idleLimit), nil, .timedOut(.idle)),
        (ExitRecord(end: .signalled(9), stop: .outputLimit), nil, .outputLimit),
        (ExitRecord(end: .signalled(9), stop: .treeLimit), nil, .treeLimit),
        (ExitRecord(end: .signalled(9), stop: .orphaned), nil, .interrupted),
        (ExitRecord(end: .lost), nil, .supervisorLost),
        (ExitRecord(end: .notStarted(program: "/x", isMissing: true, message: "m")), nil, .missingProgram("/x")),
        (ExitRecord(end: .notStarted(program: "/x", isMissing: false, message: "m")), nil, .notStarted("m")),
        (
            ExitRecord(end: .exited(1), isSandboxed: true, errorTail: "bwrap: execvp /x: No such file or directory\n"), nil,
            .missingProgram("/x")
        ),
        (
            ExitRecord(end: .exited(1), isSandboxed: true, errorTail: "bwrap: setting up uid map: Permission denied\n"), nil,
            .sandboxFailed("setting up uid map: Permission denied")
        ),
        (
            ExitRecord(end: .exited(1)), AgentResult(subtype: "error_max_turns", isError: true, terminalReason: "max_turns"),
            .limitReached(.turns)
        ),
        (
            ExitRecord(end: .exited(1)), AgentResult(subtype: "error_max_budget_usd", isError: true, terminalReason: nil),
            .limitReached(.budget)
        ),
        (
            ExitRecord(end: .exited(0)),
            AgentResult(subtype: "error_during_execution", isError: true, terminalReason: "aborted_tools"), .interrupted
        ),
        (
            ExitRecord(end: .exited(1)),
            AgentResult(
                subtype: "error_during_execution", isError: true, terminalReason: nil, turns: 0,
                errors: ["No conversation found with session ID: 1"]), .unknownSession
        ),
        (ExitRecord(end: .exited(1), errorTail: "Error: Session ID 1 is already in use.\n"), nil, .sessionInUse),
    ]

    @Test(arguments: endings) func `every ending has its own reason`(
        exit: ExitRecord, result: AgentResult?, failure: AgentFailure
    ) {
        #expect(AgentOutcome.decide(exit: exit, result: result) == .failed(failure))
    }

    static let refusals: [(AgentResult, APIFailure.Kind, AgentAdvice)] = [
        (failed(401, "authentication_failed"), .authentication, .repairAccount),
        (failed(403), .authentication, .repairAccount),
        (failed(400, "billing_error"), .billing, .repairAccount),
        (failed(429, "rate_limit"), .rateLimited, .parkAccount(until: nil)),
        (failed(429, "rate_limit", rejected: true), .usageLimit(until: reset), .parkAccount(until: reset)),
        (failed(429, "usage_limit_reached"), .usageLimit(until: nil), .parkAccount(until: nil)),
        (failed(529, "overloaded_error"), .overloaded, .retry),
        (failed(500, "server_error"), .server, .retry),
        (failed(503), .server, .retry),
        (failed(nil, "connection_failed"), .connection, .retry),
        (failed(nil), .connection, .retry),
        (failed(404, "not_found_error"), .unknownModel, .stop),
        (failed(400, "unknown"), .invalidRequest, .stop),
        (failed(400, reason: "prompt_too_long"), .promptTooLong, .stop),
        (failed(413, reason: "image_error"), .invalidRequest, .stop),
        (AgentResult(isError: true, terminalReason: nil, stopReason: "refusal"), .refusal, .stop),
    ]

    @Test(arguments: refusals) func `a model that does not answer says whose fault it is`(
        result: AgentResult, kind: APIFailure.Kind, advice: AgentAdvice
    ) {
        guard case .failed(.api(let failure)) = AgentOutcome.decide(exit: ExitRecord(end: .exited(1)), result: result) else {
            Issue.record("not a failure of the model")
            return
        }
        #expect(failure.kind == kind)
        #expect(failure.advice == advice)
    }

    @Test func `a plain command is judged by its exit code alone`() {
        #expect(AgentOutcome.decide(exit: ExitRecord(end: .exited(0)), result: nil, proof: .exitCode) == .finished(summary: ""))
        #expect(
            AgentOutcome.decide(exit: ExitRecord(end: .exited(2)), result: nil, proof: .exitCode)
                == .failed(.exited(code: 2, errorTail: "")))
    }

    @Test func `only what may go better without a person is tried again`() {
        #expect(AgentFailure.killed(signal: 9).isRetryable)
        #expect(AgentFailure.timedOut(.idle).isRetryable)
        #expect(!AgentFailure.timedOut(.wall).isRetryable)
        #expect(!AgentFailure.missingProgram("/x").isRetryable)
        #expect(!AgentFailure.limitReached(.budget).isRetryable)
    }

    @Test func `a message names the last line of the error output`() {
        let failure = AgentFailure.exited(code: 2, errorTail: "warming up\nfatal: no such thing\n")
        #expect(failure.description == "The agent ended with exit code 2: fatal: no such thing.")
    }
}
