/// Why a run did not finish its work.
package enum AgentFailure: Hashable, Sendable {
    case timedOut(TimeLimit)
    case cancelled
    /// HookBot or the machine went down, not the agent.
    case interrupted
    case outputLimit
    case treeLimit
    /// The run's own files could not be written, as on a full disk.
    case recordUnwritable
    case killed(signal: Int32)
    case exited(code: Int32, errorTail: String)
    /// It ended well but never reported a result.
    case noResult
    /// It ended well without asking the model anything.
    case nothingAsked
    case limitReached(SpendLimit)
    case api(APIFailure)
    /// It reported an error of a kind not known here.
    case reported(String)
    case unknownSession
    case sessionInUse
    case missingProgram(String)
    case notStarted(String)
    case sandboxFailed(String)
    /// The supervisor went away without a record; what the agent did meanwhile is unknown.
    case supervisorLost

    package enum TimeLimit: Hashable, Sendable { case wall, idle }
    package enum SpendLimit: Hashable, Sendable { case turns, budget }

    /// Whether the same work may succeed when tried again without a person's help.
    package var isRetryable: Bool {
        switch advice {
        case .retry, .resume, .parkAccount: true
        case .startAnew, .repairAccount, .repairHost, .stop: false
        }
    }

    /// What the caller should do next.
    package var advice: AgentAdvice {
        switch self {
        case .timedOut(.idle), .interrupted, .killed, .supervisorLost, .noResult: .resume
        case .timedOut(.wall), .cancelled, .outputLimit, .treeLimit, .limitReached, .nothingAsked, .exited, .reported: .stop
        case .unknownSession, .sessionInUse: .startAnew
        case .missingProgram, .notStarted, .sandboxFailed, .recordUnwritable: .repairHost
        case .api(let failure): failure.advice
        }
    }
}
