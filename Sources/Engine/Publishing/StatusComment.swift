package import Identifiers

/// The one comment per issue and job series that follows a job from acceptance to its end.
package struct StatusComment: Sendable {
    /// Where the job stands, with what a reader wants to know there.
    package enum Stage: Equatable, Sendable {
        case queued
        case working(step: String)
        case waiting(until: Timestamp, why: String)
        case pullRequest(number: Int64, url: String, files: Int)
        case pushed(commit: CommitID?, files: Int, summary: String)
        case noChanges(summary: String)
        case answered(text: String)
        case failed(why: String)
        case rejected(problems: [String])
        /// `kept` says what is left of it.
        case cancelled(by: String, kept: String?)
        case superseded(why: String)
    }

    package var stage: Stage
    package var job: JobID
    package var rule: String
    package var actor: String
    package var branch: String?
    package var jobURL: String?
    package var cost: String?
    package var elapsed: Duration?

    package init(
        stage: Stage, job: JobID, rule: String, actor: String, branch: String? = nil, jobURL: String? = nil, cost: String? = nil,
        elapsed: Duration? = nil
    ) {
        self.stage = stage
        self.job = job
        self.rule = rule
        self.actor = actor
        self.branch = branch
        self.jobURL = jobURL
        self.cost = cost
        self.elapsed = elapsed
    }

    /// Markdown; `marker` is the signed line by which the comment is found again.
    package func body(marker: String) -> String {
        var footer = "Job \(jobURL.map { "[\(PublicText.code(job.description))](\($0))" } ?? PublicText.code(job.description))"
        footer += " · rule \(PublicText.code(rule)) · asked for by \(PublicText.code(actor))"
        if let branch { footer += " · branch \(PublicText.code(branch))" }
        if let elapsed { footer += " · \(elapsed.forPeople)" }
        if let cost { footer += " · \(cost)" }
        return "\(headline)\n\n\(footer)\n\n\(marker)"
    }

    private var headline: String {
        switch stage {
        case .queued: "⏳ **Queued.** I will start as soon as a place is free."
        case .working(let step): "🚀 **Working**: \(step)."
        case .waiting(let moment, let why): "⏸️ **Waiting** until \(moment): \(PublicText.neutralised(why))"
        case .pullRequest(let number, let url, let files):
            "✅ **Done.** Pull request [#\(number)](\(url)) changes \(files) \(files == 1 ? "file" : "files")."
        case .pushed(let commit, let files, let summary):
            "✅ **Done.** Pushed \(commit.map { "\($0)" } ?? "a commit")"
                + (files == 0 ? "." : ", which changes \(files) \(files == 1 ? "file" : "files").") + details(summary)
        case .noChanges(let summary): "✅ **Done, nothing to change.**" + details(summary)
        case .answered(let text):
            text.trimmed.isEmpty
                ? "✅ **Done.** The agent left no answer." : "✅ **Answer**\n\n\(PublicText.neutralised(text.trimmed))"
        case .failed(let why): "😕 **Failed.** \(PublicText.neutralised(why))"
        case .rejected(let problems):
            "🛑 **Not published.** The change was held back:\n\n"
                + problems.prefix(30).map { "- \(PublicText.neutralised($0))" }.joined(separator: "\n")
        case .cancelled(let by, let kept): "👎 **Cancelled** by \(PublicText.code(by))." + (kept.map { " \($0)" } ?? "")
        case .superseded(let why): "↪️ **Superseded.** \(PublicText.neutralised(why))"
        }
    }

    private func details(_ summary: String) -> String {
        summary.trimmed.isEmpty
            ? "" : "\n\n" + quoted(PublicText.neutralised(PublicText.shortened(summary.trimmed, to: 4000)))
    }

    private func quoted(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "> \($0)" }.joined(separator: "\n")
    }
}

extension Duration {
    /// `2h 5m`, `3m 20s` or `12s`, as a person would say it.
    package var forPeople: String {
        let seconds = components.seconds
        if seconds >= 3600 { return "\(seconds / 3600)h \(seconds % 3600 / 60)m" }
        if seconds >= 60 { return "\(seconds / 60)m \(seconds % 60)s" }
        return "\(seconds)s"
    }
}
