package import Identifiers

/// Title and body of a job's pull request: what was asked, what was done, what deserves a look, and how to answer.
package struct PullRequestText: Sendable {
    package var trigger: JobTrigger
    package var job: JobID
    package var rule: String
    package var summary: String
    package var base: String
    package var mergeBase: CommitID
    package var head: CommitID
    package var files: [String]
    package var sensitiveFiles: [String]
    package var jobURL: String?
    package var cost: String?

    package init(
        trigger: JobTrigger, job: JobID, rule: String, summary: String, base: String, mergeBase: CommitID, head: CommitID,
        files: [String], sensitiveFiles: [String], jobURL: String?, cost: String?
    ) {
        self.trigger = trigger
        self.job = job
        self.rule = rule
        self.summary = summary
        self.base = base
        self.mergeBase = mergeBase
        self.head = head
        self.files = files
        self.sensitiveFiles = sensitiveFiles
        self.jobURL = jobURL
        self.cost = cost
    }

    package var title: String {
        guard let item = trigger.item else { return "HookBot: \(PublicText.singleLine(rule, to: 80))" }
        return PublicText.singleLine(item.title.isEmpty ? "Work on #\(item.number)" : item.title, to: 120)
    }

    /// Markdown; `marker` is the signed line that identifies the job.
    package func body(marker: String) -> String {
        var parts: [String] = []
        if let item = trigger.item {
            parts.append(item.kind == .issue ? "Fixes #\(item.number)" : "Follows up on #\(item.number)")
        }
        let summary = PublicText.neutralised(summary.trimmed)
        parts.append("### Summary\n\n" + (summary.isEmpty ? "The agent left no summary." : summary))
        parts.append(filesSection)
        if !sensitiveFiles.isEmpty {
            parts.append(
                "### Deserves a closer look\n\n"
                    + sensitiveFiles.prefix(20).map { "- \(PublicText.code($0))" }.joined(separator: "\n"))
        }
        parts.append(facts)
        parts.append(
            "Comment on this pull request or review it as you would any other. "
                + "Every commit here was made by HookBot; nothing is merged without you.")
        parts.append(marker)
        return parts.joined(separator: "\n\n")
    }

    private var filesSection: String {
        let shown = files.prefix(30).map { "- \(PublicText.code($0))" }.joined(separator: "\n")
        let more = files.count > 30 ? "\n- … and \(files.count - 30) more" : ""
        return "### Files changed (\(files.count))\n\n\(shown)\(more)"
    }

    private var facts: String {
        var rows = [
            ("Requested by", PublicText.code(trigger.actor)), ("Rule", PublicText.code(rule)),
            ("Job", jobURL.map { "[\(PublicText.code(job.description))](\($0))" } ?? PublicText.code(job.description)),
            ("Base", "\(PublicText.code(base)) at \(PublicText.code(mergeBase.short))"),
            ("Head", PublicText.code(head.short)),
        ]
        if let cost { rows.append(("Cost", cost)) }
        return "| | |\n|---|---|\n" + rows.map { "| \($0.0) | \($0.1.replacing("|", with: "\\|")) |" }.joined(separator: "\n")
    }
}
