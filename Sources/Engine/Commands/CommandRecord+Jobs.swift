internal import Commands
internal import Configuration
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage

extension CommandRecord {
    /// The same words of the same person within this time are a second click.
    static let doubleClick: Duration = .seconds(60)

    func start(
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
            rule, event: event, trigger: trigger, configuration: context.configuration, now: now, newID: context.newJobID)
        for position in plan.jobs.indices {
            plan.jobs[position].actionIndex = index
            plan.jobs[position].request = request.isEmpty ? nil : request
            if case .value(let base)? = invocation.options["base"] { plan.jobs[position].settings.base = base }
        }
        let number = Int(decision.text.number)
        if let same = try askedBefore(plan, index, repository) {
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
        let made = try storing.store(plan).job
        job = job ?? made
        result.outcome.append("\(settings.name): \(made.map { "job \($0)" } ?? "nothing new")")
        return nil
    }

    func cancel(_ word: String?, _ repository: Repository, _ result: inout Result) throws -> String? {
        let waiting = try jobs(repository).filter { !$0.state.isTerminal }
        let named = Self.named(word == "all" ? nil : word, among: waiting)
        guard !named.isEmpty else { return "There is nothing to cancel here." }
        let mine = named.filter { decision.isAllowed("cancel") || isRequester(of: $0) }
        guard !mine.isEmpty else {
            return try refusal(["cancel"], &result)
        }
        for job in mine {
            switch try JobCancellation.cancel(job.id, by: trigger.actor, context, tx, now) {
            case .cancelled: break
            case .requested: result.cancelled.append(job.id)
            case .alreadyFinished, .notFound: continue
            }
            result.outcome.append("cancel: job \(job.id)")
        }
        return "Cancelled \(mine.map { PublicText.code($0.id.description) }.joined(separator: ", "))."
    }

    func retry(_ word: String?, _ index: Int, _ repository: Repository, _ result: inout Result) throws -> String? {
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

    func jobs(_ repository: Repository) throws -> [Job] {
        try tx.jobs.list(repository: repository.id, item: Int(decision.text.number), limit: 100)
    }

    /// A login that was given up may be somebody else's by now, so ids decide where both are known.
    private func isRequester(of job: Job) -> Bool {
        guard job.actor?.lowercased() == trigger.actor.lowercased() else { return false }
        guard let asked = JobTrigger(json: job.trigger), asked.actor == job.actor, let then = asked.actorID,
            let now = trigger.actorID
        else { return true }
        return then == now
    }

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
}
