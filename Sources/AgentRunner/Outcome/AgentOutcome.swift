/// What became of a run.
package enum AgentOutcome: Hashable, Sendable {
    /// It did what it set out to do, as far as it can tell; `summary` is its last word, possibly empty.
    case finished(summary: String)
    case failed(AgentFailure)

    /// How a program shows that it succeeded.
    package enum Proof: Hashable, Sendable {
        /// It ends with a `result` message, as Claude Code does.
        case resultMessage
        /// Exit code 0 is enough.
        case exitCode
    }

    /// Judges a run by how it ended and the last result it reported. Exit code 0 proves nothing for Claude Code: an interrupt,
    /// a command of its own, and a run with every tool denied end with it, too.
    package static func decide(
        exit: ExitRecord, result: AgentResult?, proof: Proof = .resultMessage
    ) -> AgentOutcome {
        if let failure = forcedEnd(exit) { return .failed(failure) }
        switch (exit.end, proof) {
        case (.exited(0), .exitCode): return .finished(summary: result?.text ?? "")
        case (.exited(let code), .exitCode): return .failed(endedBadly(code, exit))
        case (.exited(let code), .resultMessage): return decide(code: code, exit: exit, result: result)
        case (.signalled(let number), _): return .failed(.killed(signal: number))
        case (.notStarted(let program, let isMissing, let message), _):
            return .failed(isMissing ? .missingProgram(program) : .notStarted(message))
        case (.lost, _): return .failed(.supervisorLost)
        }
    }

    private static func forcedEnd(_ exit: ExitRecord) -> AgentFailure? {
        switch exit.stop {
        case nil: nil
        case .wallLimit: .timedOut(.wall)
        case .idleLimit: .timedOut(.idle)
        case .cancelled: .cancelled
        case .shutDown: .interrupted
        case .orphaned: .interrupted
        case .outputLimit: .outputLimit
        case .treeLimit: .treeLimit
        case .recordUnwritable: .recordUnwritable
        }
    }

    private static func decide(code: Int32, exit: ExitRecord, result: AgentResult?) -> AgentOutcome {
        guard let result else {
            return .failed(code == 0 ? .noResult : endedBadly(code, exit))
        }
        if code == 0 && !result.isError && result.terminalReason == "completed" {
            return result.turns >= 1 ? .finished(summary: result.text) : .failed(.nothingAsked)
        }
        switch result.terminalReason {
        case "max_turns": return .failed(.limitReached(.turns))
        case "budget_exhausted": return .failed(.limitReached(.budget))
        case "aborted_streaming", "aborted_tools": return .failed(.interrupted)
        default: break
        }
        switch result.subtype {
        case "error_max_turns": return .failed(.limitReached(.turns))
        case "error_max_budget_usd": return .failed(.limitReached(.budget))
        default: break
        }
        if let failure = APIFailure.classify(result) { return .failed(.api(failure)) }
        let words = result.errors.first ?? (result.isError ? DisplayText.oneLine(result.text) : "")
        if words.contains("No conversation found") { return .failed(.unknownSession) }
        if code == 0 && !result.isError { return .failed(.nothingAsked) }
        return .failed(words.isEmpty ? endedBadly(code, exit) : .reported(words))
    }

    private static func endedBadly(_ code: Int32, _ exit: ExitRecord) -> AgentFailure {
        let tail = DisplayText.clean(exit.errorTail)
        if exit.isSandboxed, code == 1, let line = tail.split(separator: "\n").last(where: { $0.hasPrefix("bwrap: ") }) {
            let message = String(line.dropFirst("bwrap: ".count))
            if message.hasPrefix("execvp "), message.hasSuffix("No such file or directory") {
                return .missingProgram(String(message.dropFirst("execvp ".count).prefix { $0 != ":" }))
            }
            return .sandboxFailed(message)
        }
        if tail.contains("is already in use") && tail.contains("Session ID") { return .sessionInUse }
        // The sandbox's own first process, and shells, report a signal as 128 and its number.
        let isSignal = code > 128 && code < 128 + 65
        return isSignal ? .killed(signal: code - 128) : .exited(code: code, errorTail: tail)
    }
}
