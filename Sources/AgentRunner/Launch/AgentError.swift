/// Why a run could not be started or looked at.
package enum AgentError: Error, Hashable, Sendable, CustomStringConvertible {
    case sandboxUnavailable(reason: String, remedy: String)
    case missingProgram(String)
    case promptTooLarge(bytes: Int, limit: Int)
    case promptEmpty
    /// A launch that can never work, and why.
    case invalidLaunch(String)
    /// The run folder already belongs to a run.
    case folderInUse(String)
    case supervisorFailed(String)
    /// A file of the run could not be read or written.
    case storage(String)

    package var description: String {
        switch self {
        case .sandboxUnavailable(let reason, let remedy): "No sandbox for the agent: \(reason). \(remedy)"
        case .missingProgram(let program): "The agent's program \(program) is missing. Install it or correct its path."
        case .promptTooLarge(let bytes, let limit): "The prompt has \(bytes) bytes; at most \(limit) are allowed."
        case .promptEmpty: "The prompt says nothing."
        case .invalidLaunch(let reason): "The agent cannot be started: \(reason)."
        case .folderInUse(let folder): "The run folder \(folder) is in use already."
        case .supervisorFailed(let reason): "The agent's supervisor did not start: \(reason)."
        case .storage(let reason): "A file of the run cannot be used: \(reason)."
        }
    }
}
