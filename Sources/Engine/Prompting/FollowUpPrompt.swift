internal import AgentRunner
internal import Storage

/// What the agent of a follow-up is told: the owner's instructions, and each remark as material with its origin and number.
enum FollowUpPrompt {
    /// - Parameters:
    ///   - checks: what failed on its head.
    ///   - guidance: of the repository; empty where the conversation already holds it.
    ///   - diff: what the pull request changes so far; nil where the conversation already holds it.
    static func text(
        instructions: String, trigger: JobTrigger, items: [ReviewItem], branch: String, diff: String?,
        checks: [AgentPrompt.Material] = [], guidance: [AgentPrompt.Material] = []
    ) throws(AgentError) -> String {
        var material = JobPrompt.material(trigger, branch, withComment: false)
        if let diff, !diff.isEmpty { material.append(.init(source: "HookBot: the pull request so far", text: diff)) }
        material += checks
        for (index, item) in items.enumerated() {
            material.append(.init(source: source(of: item, number: index + 1), text: text(of: item)))
        }
        return try AgentPrompt(
            instructions: "\(PlainText.normalised(instructions).trimmed)\n\n\(rules)", material: material, guidance: guidance
        ).text()
    }

    private static func source(of item: ReviewItem, number: Int) -> String {
        let place = item.path.map { path in " on \(PublicText.singleLine(path))\(item.line.map { ":\($0)" } ?? "")" } ?? ""
        let kind =
            switch item.kind {
            case .review: "review"
            case .thread: "review comment"
            case .comment: "comment"
            }
        return "remark [\(number)]: \(kind) by \(item.author)\(place)"
    }

    private static func text(of item: ReviewItem) -> String {
        guard let hunk = item.hunk, !hunk.isEmpty else { return item.body }
        return "\(PlainText.normalised(hunk))\n\n\(item.body)"
    }

    private static let rules =
        "The folder holds the branch of a pull request that people have reviewed; their remarks are the numbered material below. "
        + "Where a remark is right, change the files so that it is met, and run what tests there are; where it is not, change nothing "
        + "for it. Do not push and do not answer on GitHub yourself: HookBot commits your changes, pushes them and replies. End with a "
        + "short summary of what you changed and why, followed by one line for each remark: its number in brackets, then what you did "
        + "about it, or why not, as in: [1] Renamed the function as asked."
}
