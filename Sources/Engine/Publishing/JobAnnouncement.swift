internal import Configuration
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// What people on GitHub see of a job: the status comment, the reaction, and at the end status, labels and reviewers.
struct JobAnnouncement: Sendable {
    let context: EngineContext
    let job: JobID
    let rule: String
    let trigger: JobTrigger?
    let settings: JobSettings?
    let branch: String?
    var delivery: Int64?

    init(context: EngineContext, job: Job) {
        self.init(
            context: context, job: job.id, rule: job.rule ?? "", trigger: JobTrigger(json: job.trigger),
            settings: JobSettings(json: job.settings), branch: job.branchName.isEmpty ? nil : job.branchName)
        delivery = job.delivery
    }

    init(context: EngineContext, job: JobID, rule: String, trigger: JobTrigger?, settings: JobSettings?, branch: String? = nil) {
        self.context = context
        self.job = job
        self.rule = rule
        self.trigger = trigger
        self.settings = settings
        self.branch = branch
    }

    /// The writes when a job was put in line.
    func atStart() -> [NewGitHubWrite] { [comment(.queued), reaction(.eyes)].compactMap(\.self) }

    /// The writes while an attempt is under way.
    func during(_ stage: StatusComment.Stage) -> [NewGitHubWrite] { [comment(stage), reaction(.rocket)].compactMap(\.self) }

    /// The writes while an agent works: the comment alone, as the reaction stands.
    func progress(_ stage: StatusComment.Stage) -> [NewGitHubWrite] { [comment(stage)].compactMap(\.self) }

    /// The writes when an attempt failed for a passing reason and another one follows.
    func waiting(until moment: Timestamp, why: String, _ result: JobResult) -> [NewGitHubWrite] {
        [comment(.waiting(until: moment, why: why), result)].compactMap(\.self)
    }

    /// The writes when a job has ended.
    func atEnd(_ end: JobEnd, _ result: JobResult) -> [NewGitHubWrite] {
        var writes = status(end, result)
        writes += [comment(stage(end, result), result), lastReaction(end)].compactMap(\.self)
        writes += labels(end) + replies(end) + effects(end, result) + threadReplies(end, result)
        if let pull = result.pullRequest, let settings {
            if !settings.labels.isEmpty {
                writes.append(write(.addLabels(number: pull.number, labels: settings.labels), key: "pull-labels:\(job)"))
            }
            // GitHub refuses to ask an author for a review of their own pull request.
            let reviewers = settings.reviewers.filter { context.identity?.hasLogin($0) != true }
            if !reviewers.isEmpty {
                writes.append(write(.requestReviewers(number: pull.number, logins: reviewers), key: "reviewers:\(job)"))
            }
        }
        return writes
    }

    private func stage(_ end: JobEnd, _ result: JobResult) -> StatusComment.Stage {
        switch end {
        case .completed(.pullRequest, _):
            if let pull = result.pullRequest {
                .pullRequest(number: pull.number, url: pull.url, files: result.files.count)
            } else {
                .noChanges(summary: "")
            }
        case .completed(.answered, let note), .completed(.reviewed, let note): .answered(text: note)
        case .completed(.pushed, let note):
            .pushed(commit: result.pushed, files: result.files.count, summary: note)
        case .completed(.noChanges, let note): .noChanges(summary: note)
        case .failed(let why), .retry(let why): .failed(why: why)
        case .wait(let moment, let why, _): .waiting(until: moment, why: why)
        case .rejected(let problems): .rejected(problems: problems)
        case .superseded(let why): .superseded(why: why)
        case .cancelled(let by): .cancelled(by: by, kept: kept(result))
        case .fenced, .draining: .queued
        }
    }

    /// What is left of a job that did not come to its end; nil of one that never began.
    private func kept(_ result: JobResult) -> String? {
        if let pull = result.pullRequest { return "Pull request [#\(pull.number)](\(pull.url)) stays open." }
        if let commit = result.pushed, let branch = result.branch ?? branch {
            return "The branch \(PublicText.code(branch)) stays on GitHub, at \(commit)."
        }
        guard result.elapsed != nil else { return nil }
        let days = context.configuration.storage.retention.failedWorkspaces.components.seconds / 86_400
        return "Nothing was pushed; what the agent did is kept on its machine for \(days == 1 ? "a day" : "\(days) days")."
    }

    private func comment(_ stage: StatusComment.Stage, _ result: JobResult? = nil) -> NewGitHubWrite? {
        guard let trigger, let number = trigger.item?.number else { return nil }
        let marker = Marker(job: job, step: "status").text(key: context.markerKey)
        let text = StatusComment(
            stage: stage, job: job, rule: rule, actor: trigger.actor, branch: result?.branch ?? branch,
            jobURL: context.jobURL(job), cost: result?.costUSD.map(dollarText), elapsed: result?.elapsed)
        let body = context.redactor.redacted(text.body(marker: marker))
        return write(.stickyComment(number: number, body: body, marker: marker), key: "status-comment:\(job)", marker: marker)
    }

    private func reaction(_ content: Reaction) -> NewGitHubWrite? {
        guard let target = trigger?.reactionTarget else { return nil }
        return write(.reaction(target: target, content: content.rawValue), key: "reaction:\(job)")
    }

    private func status(_ end: JobEnd, _ result: JobResult) -> [NewGitHubWrite] {
        guard let commit = result.pushed, case .completed = end, settings?.update == nil else { return [] }
        let files = result.files.count
        return [
            write(
                .status(
                    commit: commit, state: .success, context: "hookbot/\(rule)",
                    description: "HookBot changed \(files) \(files == 1 ? "file" : "files")", url: context.jobURL(job)),
                key: "status:\(job)")
        ]
    }

    private func labels(_ end: JobEnd) -> [NewGitHubWrite] {
        guard let number = trigger?.item?.number, let settings else { return [] }
        return settings.labelChanges.filter { change in
            change.outcomes.isEmpty || end.isOne(of: change.outcomes)
        }.flatMap { change in
            var writes: [NewGitHubWrite] = []
            if !change.add.isEmpty {
                writes.append(
                    write(.addLabels(number: number, labels: change.add), key: "labels-add:\(job):\(change.actionIndex)"))
            }
            if !change.remove.isEmpty {
                writes.append(
                    write(.removeLabels(number: number, labels: change.remove), key: "labels-remove:\(job):\(change.actionIndex)")
                )
            }
            return writes.map { asked($0, by: "label", change.actionIndex, tellsFailure: change.tellsFailure) }
        }
    }

    /// What the rule wants to be said after this end.
    private func replies(_ end: JobEnd) -> [NewGitHubWrite] {
        guard let trigger, let number = trigger.item?.number, let settings else { return [] }
        return settings.replies.compactMap { reply in
            guard case .comment(let text, let sticky) = reply.content, end.isOne(of: reply.outcomes) else { return nil }
            let marker = Marker(job: job, step: "action-\(reply.actionIndex)").text(key: context.markerKey)
            let body = "\(context.redactor.redacted(text))\n\n\(marker)"
            let new =
                if let sticky {
                    write(
                        .stickyComment(number: number, body: body, marker: marker),
                        key: "sticky:\(trigger.repository)#\(number):\(sticky)", marker: marker)
                } else {
                    write(
                        .comment(number: number, body: body, marker: marker), key: "reply:\(job):\(reply.actionIndex)",
                        marker: marker)
                }
            return asked(new, by: "comment", reply.actionIndex, tellsFailure: reply.tellsFailure)
        }
    }

    /// On each review thread that the job has dealt with.
    private func threadReplies(_ end: JobEnd, _ result: JobResult) -> [NewGitHubWrite] {
        guard case .completed = end, settings?.threads == .reply else { return [] }
        return ReviewReply.replies(to: result.items, work: result.work, commit: result.pushed).compactMap { reply in
            guard reply.item.kind == .thread, let thread = reply.item.threadID else { return nil }
            let marker = Marker(job: job, step: "item-\(reply.item.id)").text(key: context.markerKey)
            return write(
                .threadReply(
                    number: Int64(reply.item.number), thread: thread, body: context.redactor.redacted(reply.body(marker: marker)),
                    marker: marker), key: "thread-reply:\(job):\(reply.item.id)", marker: marker)
        }
    }

    /// The one that the rule chose for this end, else the one that says how it went.
    private func lastReaction(_ end: JobEnd) -> NewGitHubWrite? {
        for reply in settings?.replies ?? [] where end.isOne(of: reply.outcomes) {
            guard case .reaction(let name) = reply.content, let chosen = Reaction(rawValue: name) else { continue }
            return reaction(chosen).map { asked($0, by: "react", reply.actionIndex, tellsFailure: reply.tellsFailure) }
        }
        return reaction(end.reaction)
    }

    func write(_ request: WriteRequest, key: String, marker: String? = nil) -> NewGitHubWrite {
        NewGitHubWrite(
            kind: request.kind, target: trigger?.repository.description ?? "", payload: request.json, job: job, marker: marker,
            coalesceKey: key)
    }
}

extension JobEnd {
    /// The words of `job-outcome` that stand for this end.
    var outcomeWords: [String] {
        switch self {
        case .completed(let outcome, _): ["finished", outcome.rawValue.replacing("_", with: "-")]
        case .failed, .rejected, .superseded, .retry: ["failed"]
        case .cancelled: ["cancelled"]
        case .fenced, .draining, .wait: []
        }
    }

    func isOne(of words: [String]) -> Bool { words.contains { outcomeWords.contains($0) } }

    fileprivate var reaction: Reaction {
        switch self {
        case .completed: .thumbsUp
        case .failed, .rejected, .superseded, .retry: .confused
        case .cancelled: .thumbsDown
        case .fenced, .draining, .wait: .eyes
        }
    }

    /// For the job's log.
    var sentence: String {
        switch self {
        case .completed(.pullRequest, let url): "completed: \(url)"
        case .completed(.noChanges, _): "completed without a change"
        case .completed(let outcome, _): "completed: \(outcome.rawValue)"
        case .failed(let why): "failed: \(why)"
        case .rejected(let problems): "held back: \(problems.joined(separator: "; "))"
        case .superseded(let why): "superseded: \(why)"
        case .cancelled(let by): "cancelled by \(by)"
        case .retry(let why): "to be tried again: \(why)"
        case .wait(let moment, let why, _): "waiting until \(moment): \(why)"
        case .fenced: "taken over by another attempt"
        case .draining: "given back, as the service is stopping"
        }
    }

    var logLevel: LogLevel {
        switch self {
        case .completed, .cancelled, .draining: .info
        case .superseded, .retry, .wait, .fenced: .warning
        case .failed, .rejected: .error
        }
    }
}
