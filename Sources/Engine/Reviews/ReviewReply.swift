internal import Identifiers
internal import Storage

/// What is said to one remark once its job has completed.
struct ReviewReply: Sendable {
    let item: ReviewItem
    /// Neutralised and redacted by whoever publishes it.
    let text: String
    let commit: CommitID?

    /// One for each remark that waits for an answer; the numbers are the ones the agent was given.
    static func replies(to items: [ReviewItem], work: AgentWork?, commit: CommitID?) -> [ReviewReply] {
        let answers = ReviewAnswers(parsing: work?.summary ?? "", count: items.count)
        return items.enumerated().filter { $0.element.state == .open }.map { index, item in
            let said = answers.answers[index + 1]
            let standard =
                commit == nil
                ? "I changed nothing here; my summary says why." : "I looked at this together with the other remarks."
            return ReviewReply(item: item, text: said ?? standard, commit: commit)
        }
    }

    /// Markdown for the thread; `marker` is the signed line by which the reply is found again.
    func body(marker: String) -> String {
        var parts = [PublicText.neutralised(PublicText.shortened(text, to: 4000))]
        if let commit { parts.append("Changed in \(commit).") }
        parts.append(marker)
        return parts.joined(separator: "\n\n")
    }
}
