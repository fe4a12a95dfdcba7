internal import Commands
internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// Carries out a comment's commands inside the transaction that closes its delivery: jobs, cancellations, retries, and one reply.
struct CommandRecord {
    let tx: Transaction
    let context: EngineContext
    let event: Event
    let delivery: Delivery
    let trigger: JobTrigger
    let decision: CommandDecision
    let now: Timestamp

    /// The same words of the same person within this time are a second click.
    private static let doubleClick: Duration = .seconds(60)
    private static let listed = 10

    /// What follows from it outside of the transaction.
    struct Result: Sendable {
        /// Jobs whose workers are to be told.
        var cancelled: [JobID] = []
        var outcome: [String] = []
        var isRefused = false
    }

    func store() throws -> Result {
        // A delivery that is dispatched again has done what it asked for: to cancel once more would end what was begun since.
        let known = try tx.matches.list(delivery: delivery.id)
        if known.contains(where: { $0.kind == .command && $0.matched }) { return Result() }
        let repository = try tx.repositories.upsert(
            provider: "github", name: trigger.repository, defaultBranch: trigger.defaultBranch,
            url: "\(context.github.location.webURL)/\(trigger.repository)", externalID: trigger.repositoryID, now: now)
        var result = Result()
        var lines: [String] = []
        var job: JobID?
        for (index, invocation) in decision.runnable.enumerated() {
            let said = try run(invocation, index, repository, &result, &job)
            if let said { lines.append(said) }
        }
        if let refusal = try refusal(decision.refused, &result) { lines.append(refusal) }
        if !decision.problems.isEmpty || !decision.objections.isEmpty {
            lines.append(problems())
        } else if decision.heldBack > 0, !lines.isEmpty {
            lines.append("I ran nothing that changes anything: of several commands all run or none.")
        }
        if !lines.isEmpty { try reply(lines.joined(separator: "\n\n"), repository) }
        if job == nil { try react(isRefused: result.isRefused) }
        try tx.matches.record(
            RuleMatch(
                delivery: delivery.id, kind: .command, name: decision.comment.invocations.first?.name ?? "unreadable",
                matched: !decision.runnable.isEmpty, explanation: decision.json(result.outcome), job: job, createdAt: now))
        return result
    }

    /// Returns what is to be said about it; a job speaks for itself.
    private func run(
        _ invocation: CommandInvocation, _ index: Int, _ repository: Repository, _ result: inout Result, _ job: inout JobID?
    ) throws -> String? {
        let name = invocation.name
        switch name {
        case "help":
            return decision.catalogue.help(
                for: decision.permission, at: decision.text.place, only: invocation.arguments["command"])
        case "ping": return "Here I am. This came \((now - delivery.receivedAt).forPeople) ago."
        case "status": return try status(repository)
        case "cancel":
            return try cancel(invocation.arguments["job"], repository, &result)
        case "retry": return try retry(invocation.arguments["job"], index, repository, &result)
        default:
            guard let settings = decision.catalogue.settings(name) else { return nil }
            return try start(invocation, index, settings, repository, &result, &job)
        }
    }

    // MARK: Jobs

    private func start(
        _ invocation: CommandInvocation, _ index: Int, _ settings: CommandSettings, _ repository: Repository,
        _ result: inout Result, _ job: inout JobID?
    ) throws -> String? {
        let request = CommandDecision.request(invocation)
        var trigger = trigger
        trigger.commentBody = request.isEmpty ? nil : request
        if decision.text.id > 0 { trigger.commentID = decision.text.id }
        let isFollowUp = decision.text.isPullRequest && settings.result == .pullRequest
        let rule = Rule(
            name: "/\(settings.name)", on: [], condition: .always, permission: settings.permission,
            actions: [
                RuleAction(
                    .agent(
                        AgentAction(
                            use: settings.agent, prompt: settings.prompt, result: settings.result,
                            mode: isFollowUp ? .resume : .newBranch)))
            ], coalesce: .zero)
        var plan = DispatchPlan(
            rule, event: event, trigger: trigger, configuration: context.configuration, newID: context.newJobID)
        for position in plan.jobs.indices {
            plan.jobs[position].actionIndex = index
            plan.jobs[position].request = request.isEmpty ? nil : request
            if case .value(let base)? = invocation.options["base"] { plan.jobs[position].settings.base = base }
        }
        let number = Int(decision.text.number)
        if let same = try tx.jobs.recent(
            repository: repository.id, item: number, rule: rule.name, actor: trigger.actor, prompt: plan.jobs.first?.prompt ?? "",
            since: now + (.zero - Self.doubleClick)), same.dedupeKey != DispatchRecord.dedupeKey(delivery, rule.name, index)
        {
            result.outcome.append("\(settings.name): already asked for, job \(same.id)")
            return "`/\(settings.name)` with these words was asked for a moment ago: job \(PublicText.code(same.id.description))."
        }
        if isFollowUp {
            // Numbered by its delivery, below all comments: after an edit the same comment may ask for something else.
            plan.item = NewReviewItem(
                number: number, kind: .comment, remoteID: -(delivery.id * 16 + Int64(index)), author: trigger.actor,
                body: request.isEmpty ? "Meet what was said on this pull request." : request)
        }
        let storing = DispatchRecord(tx: tx, context: context, delivery: delivery, trigger: trigger, now: now)
        let made = try storing.store(plan)
        job = job ?? made
        result.outcome.append("\(settings.name): \(made.map { "job \($0)" } ?? "nothing new")")
        return nil
    }

    private func cancel(_ word: String?, _ repository: Repository, _ result: inout Result) throws -> String? {
        let waiting = try jobs(repository).filter { !$0.state.isTerminal }
        let named = Self.named(word == "all" ? nil : word, among: waiting)
        guard !named.isEmpty else { return "There is nothing to cancel here." }
        let mine = named.filter { decision.isAllowed("cancel") || isRequester(of: $0) }
        guard !mine.isEmpty else {
            return try refusal(["cancel"], &result)
        }
        for job in mine {
            switch try tx.jobs.requestCancel(job.id, by: trigger.actor, now: now) {
            case .cancelled:
                guard let ended = try tx.jobs.find(job.id) else { continue }
                let known = try JobResult(tx, job: ended, now: now)
                for write in JobAnnouncement(context: context, job: ended).atEnd(.cancelled(by: trigger.actor), known) {
                    try tx.writes.enqueue(write, now: now)
                }
            case .requested: result.cancelled.append(job.id)
            case .alreadyFinished, .notFound: continue
            }
            result.outcome.append("cancel: job \(job.id)")
        }
        return "Cancelled \(mine.map { PublicText.code($0.id.description) }.joined(separator: ", "))."
    }

    private func retry(_ word: String?, _ index: Int, _ repository: Repository, _ result: inout Result) throws -> String? {
        let ended = try jobs(repository).filter(\.state.isTerminal)
        guard let job = Self.named(word, among: ended).first else { return "There is no ended job here to do again." }
        guard decision.isAllowed("retry") || mayRepeat(job) else {
            return try refusal(["retry"], &result)
        }
        // It came by two hooks, or was clicked twice.
        let earliest = now + (.zero - Self.doubleClick)
        if let again = try jobs(repository).first(where: {
            $0.retryOf == job.id && (!$0.state.isTerminal || $0.createdAt >= earliest)
        }) {
            result.outcome.append("retry: already asked for, job \(again.id)")
            return
                "Job \(PublicText.code(job.id.description)) is done again already, as \(PublicText.code(again.id.description))."
        }
        let key = "\(delivery.hook)/\(delivery.guid)/command/\(index)"
        guard case .retried(let made) = try JobRetry.retry(job, by: trigger.actor, key: key, context, tx, now) else {
            return "Job \(PublicText.code(job.id.description)) cannot be done again."
        }
        result.outcome.append("retry: job \(made.id)")
        return "Job \(PublicText.code(job.id.description)) is done again as \(PublicText.code(made.id.description))."
    }

    private func jobs(_ repository: Repository) throws -> [Job] {
        try tx.jobs.list(repository: repository.id, item: Int(decision.text.number), limit: 100)
    }

    private func isRequester(of job: Job) -> Bool { job.actor?.lowercased() == trigger.actor.lowercased() }

    /// Whoever asked for a job may have it done again as long as they may still ask for it.
    private func mayRepeat(_ job: Job) -> Bool {
        guard isRequester(of: job), let name = job.rule else { return false }
        let needed =
            name.hasPrefix("/")
            ? decision.catalogue.settings(String(name.dropFirst()))?.permission
            : context.configuration.rules.first { $0.name == name }.map { $0.permission ?? .read }
        return decision.permission >= needed ?? .write
    }

    /// All of them, or those whose ids begin or end with the word.
    private static func named(_ word: String?, among jobs: [Job]) -> [Job] {
        guard let word = word?.lowercased() else { return jobs }
        return jobs.filter { word.utf8.count >= 4 && ($0.id.description.hasPrefix(word) || $0.id.description.hasSuffix(word)) }
    }

    // MARK: Words

    private func status(_ repository: Repository) throws -> String {
        let jobs = try jobs(repository).prefix(Self.listed)
        guard !jobs.isEmpty else { return "No job has worked on this yet." }
        let rows = try jobs.map { job in
            let position = try tx.jobs.position(job.id).map { " (number \($0) in line)" } ?? ""
            let elapsed = job.startedAt.map { ((job.completedAt ?? now) - $0).forPeople } ?? ""
            let note = PublicText.singleLine(PublicText.neutralised(job.state.reason ?? job.stateNote ?? ""), to: 120)
            let cells = [
                PublicText.code(job.id.description), job.state.name.rawValue + position, PublicText.code(job.rule ?? ""), elapsed,
                job.costUSD.map(dollarText) ?? "", note,
            ]
            return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
        }
        return "| Job | State | Asked for by | Took | Cost | |\n|---|---|---|---|---|---|\n" + rows.joined(separator: "\n")
    }

    /// Names every mistake, and what was not done because of them.
    private func problems() -> String {
        let list =
            (decision.problems.prefix(10).map { problem in
                let usage = problem.command.flatMap { decision.catalogue.usage(of: $0) }
                return "- \(problem.place): \(problem.message)" + (usage.map { " – usage: \($0)" } ?? "")
            } + decision.objections.map { "- \($0)" }).joined(separator: "\n")
        let what = decision.heldBack > 0 ? "I ran nothing that changes anything:" : "I did not understand this:"
        return "\(what)\n\n\(list)\n\n`/help` says which commands there are."
    }

    /// Once for each person, item and day.
    private func refusal(_ names: [String], _ result: inout Result) throws -> String? {
        guard !names.isEmpty else { return nil }
        result.isRefused = true
        result.outcome += names.map { "\($0): refused" }
        let day = now.milliseconds / 86_400_000
        let key = "refusal:\(trigger.repository)#\(decision.text.number):\(trigger.actor.lowercased()):\(day)"
        guard try !tx.audit.hasEntry(action: "command.refused", subject: AuditSubject(kind: "command", id: key)) else {
            return nil
        }
        try tx.audit.append(
            actor: trigger.actor, action: "command.refused", subject: AuditSubject(kind: "command", id: key),
            details: ["commands": JSONValue(strings: names), "permission": .string(decision.permission.rawValue)], now: now)
        return names.map { name in
            let needed = decision.catalogue.permission(name).rawValue
            return
                "\(PublicText.code("/\(name)")) needs \(needed) permission in this repository, and you have \(decision.permission.rawValue). "
                + "Somebody with \(needed) permission can write it."
        }.joined(separator: "\n\n")
    }

    /// One comment for each text, edited when that is.
    private func reply(_ body: String, _ repository: Repository) throws {
        let key = "command-reply:\(trigger.repository)#\(decision.text.number):\(decision.text.id)"
        let marker = DispatchRecord.marker(for: key, step: "reply", context)
        let whole = "\(PublicText.code("@" + trigger.actor)): \(context.redactor.redacted(body))\n\n\(marker)"
        let request = WriteRequest.stickyComment(number: decision.text.number, body: whole, marker: marker)
        try enqueue(request, key: key, marker: marker)
    }

    /// On what was written, where no job sets a reaction that follows its state.
    private func react(isRefused: Bool) throws {
        guard let target = trigger.reactionTarget else { return }
        let reaction: Reaction = decision.problems.isEmpty && decision.objections.isEmpty && !isRefused ? .thumbsUp : .confused
        try enqueue(
            .reaction(target: target, content: reaction.rawValue),
            key: "command-reaction:\(trigger.repository):\(decision.text.id)",
            marker: nil)
    }

    private func enqueue(_ request: WriteRequest, key: String, marker: String?) throws {
        try tx.writes.enqueue(
            NewGitHubWrite(
                kind: request.kind, target: trigger.repository.description, payload: request.json, marker: marker,
                coalesceKey: key), now: now)
    }
}
