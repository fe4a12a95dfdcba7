extension AgentFailure: CustomStringConvertible {
    /// What happened, and what a person can do about it.
    package var description: String {
        switch self {
        case .timedOut(.wall): "The agent was stopped at the time limit. Raise the limit or make the task smaller."
        case .timedOut(.idle): "The agent was stopped as it had not said anything for too long."
        case .cancelled: "The run was cancelled."
        case .interrupted: "The run was interrupted and can be continued."
        case .outputLimit: "The agent was stopped as it wrote far too much output."
        case .treeLimit: "The agent was stopped as its working tree grew beyond the size limit."
        case .recordUnwritable: "The agent was stopped as its output could not be stored. Check the space on the disk."
        case .killed(let signal): "The agent was killed by signal \(signal)\(signal == 9 ? ", perhaps for want of memory" : "")."
        case .exited(let code, let tail): "The agent ended with exit code \(code)\(Self.quote(tail))."
        case .noResult: "The agent ended without reporting a result."
        case .nothingAsked: "The agent ended without asking the model anything."
        case .limitReached(.turns): "The agent used up its turns. Raise max_turns or make the task smaller."
        case .limitReached(.budget): "The agent used up its budget. Raise the budget or make the task smaller."
        case .api(let failure): failure.description
        case .reported(let words): "The agent reported an error: \(words)"
        case .unknownSession: "The agent no longer knows the session that was to be continued."
        case .sessionInUse: "The agent's session is in use by another run."
        case .missingProgram(let program): "The program \(program) is missing. Install it or correct its path."
        case .notStarted(let message): "The agent could not be started: \(message)."
        case .sandboxFailed(let message):
            "The sandbox could not be set up: \(message). \(SandboxDiagnosis(errorOutput: "bwrap: \(message)").remedy)"
        case .supervisorLost: "The process that watched the agent was killed, and the agent with it."
        }
    }

    private static func quote(_ tail: String) -> String {
        let line = DisplayText.oneLine(String(tail.split(separator: "\n").last ?? ""), length: 300)
        return line.isEmpty ? "" : ": \(line)"
    }
}

extension APIFailure: CustomStringConvertible {
    package var description: String {
        let reason =
            switch kind {
            case .authentication: "The model refused the account. Renew its key or login."
            case .billing: "The account has no credit left. Add credit, or use another account."
            case .rateLimited: "The account is asked for too much at once."
            case .usageLimit(let until?): "The account is used up until \(until)."
            case .usageLimit(nil): "The account is used up for now."
            case .overloaded: "The model is overloaded."
            case .server: "The model's service failed."
            case .connection: "The model could not be reached. Check the network and the base URL."
            case .promptTooLong: "The task is too long for the model. Make it smaller."
            case .refusal: "The model refused the task."
            case .unknownModel: "The model is not known, or not open to this account. Correct its name."
            case .invalidRequest: "The model's service refused the request."
            case .unknown: "The model did not answer."
            }
        let answer = status.map { " (HTTP \($0))" } ?? ""
        return message.isEmpty ? reason + answer : "\(reason) It said\(answer): \(message)"
    }
}
