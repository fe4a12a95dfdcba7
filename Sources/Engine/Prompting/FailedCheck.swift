internal import GitHubAPI

/// A check run or status that failed, with what it says about that.
struct FailedCheck: Equatable, Sendable {
    var name: String
    var text: String

    /// Of each name the newest counts; HookBot's own are none of the agent's business. `statuses` holds the newest first.
    static func all(_ runs: [GitHub.CheckRun], _ statuses: [GitHub.CommitStatus]) -> [FailedCheck] {
        var seen: Set<String> = []
        var failed: [FailedCheck] = []
        for run in runs.sorted(by: { $0.id > $1.id }) where seen.insert("run \(run.name)").inserted {
            guard let conclusion = run.conclusion, [.failure, .timedOut, .actionRequired].contains(conclusion),
                !run.externalID.hasPrefix("hookbot:")
            else { continue }
            let text = [run.title, run.summary, run.webURL].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "\n\n")
            failed.append(FailedCheck(name: run.name, text: text.isEmpty ? "It says nothing more." : text))
        }
        for status in statuses where seen.insert("status \(status.context)").inserted {
            guard [.failure, .error].contains(status.state), !status.context.hasPrefix("hookbot/") else { continue }
            let text = [status.description, status.targetURL ?? ""].filter { !$0.isEmpty }.joined(separator: "\n")
            failed.append(FailedCheck(name: status.context, text: text.isEmpty ? "It says nothing more." : text))
        }
        return failed
    }
}
