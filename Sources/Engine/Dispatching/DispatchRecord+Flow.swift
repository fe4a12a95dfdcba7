internal import Configuration
internal import Identifiers
internal import Rules
internal import Storage

extension DispatchRecord {
    /// What came of a rule that matched.
    struct Stored: Sendable {
        /// Its first job, made or joined.
        var job: JobID?
        /// Jobs whose workers are to be told that they are cancelled.
        var cancelled: [JobID] = []
        /// Why it was not carried out.
        var held: String?
    }

    /// Why another bot is not answered any more; an answer that is given is counted.
    func loop(_ event: Event) throws -> String? {
        guard let scope = LoopBreaker.scope(event, own: context.identity), let bot = event.actor?.login else { return nil }
        let limits = context.configuration.limits
        let breaker = LoopBreaker(limit: limits.botAnswers, window: limits.botWindow)
        let start = now + (.zero - breaker.window)
        if let why = breaker.hold(
            bot, answered: try tx.botAnswers.count(scope: scope, since: start, without: delivery.id))
        {
            return why
        }
        try tx.botAnswers.record(scope: scope, delivery: delivery.id, forgetBefore: start, now: now)
        return nil
    }

    /// Why nothing is begun for this issue or pull request at present.
    func pause() throws -> String? {
        guard let number = trigger.item?.number,
            let repository = try tx.repositories.find(provider: "github", name: trigger.repository),
            let pause = try tx.pauses.find(repository.id, Int(number))
        else { return nil }
        return "\(pause.actor) paused this at \(pause.pausedAt); /resume ends that"
    }

    /// Why the rule rests, by its `cooldown`. What was carried out for this very delivery does not count.
    func rests(_ plan: DispatchPlan) throws -> String? {
        guard let cooldown = plan.flow.cooldown, let scope = plan.flow.scope else { return nil }
        let last = try tx.ruleStarts.last(rule: plan.rule, scope: scope)
        return last?.delivery == delivery.id ? nil : cooldown.hold(since: last?.startedAt, now: now)
    }

    /// Remembers that the rule was carried out.
    func recordStart(_ plan: DispatchPlan) throws {
        guard plan.flow.cooldown != nil, let scope = plan.flow.scope else { return }
        try tx.ruleStarts.record(rule: plan.rule, scope: scope, delivery: delivery.id, now: now)
    }

    /// What its `concurrency` and `coalesce` make of a job. Jobs of this very delivery do not stand in each other's way.
    func decide(_ planned: DispatchPlan.PlannedJob, _ plan: DispatchPlan, _ repository: Repository) throws -> FlowDecision {
        let flow = plan.flow
        guard flow.concurrency != nil || flow.coalesces else { return .start }
        let group = group(plan, repository)
        let jobs =
            if let group {
                try tx.jobs.active(group: group)
            } else {
                try tx.jobs.waiting(repository: repository.id, rule: plan.rule).filter { $0.concurrencyGroup == nil }
            }
        let active = jobs.filter { $0.delivery != delivery.id || $0.rule != plan.rule }.map {
            FlowDecision.Active(
                id: $0.id, rule: $0.rule, actionIndex: $0.actionIndex, isWaiting: $0.state == .queued && $0.attempt == 0,
                actor: $0.actor)
        }
        return FlowDecision(
            flow.concurrency, coalesces: flow.coalesces && planned.settings.mode == .newBranch, rule: plan.rule,
            actionIndex: planned.actionIndex, actor: trigger.actor, hasPermission: flow.hasPermission, active: active)
    }

    /// At most so many jobs of it run at a time; without a group of its own, one for each issue or pull request.
    func group(_ plan: DispatchPlan, _ repository: Repository) -> String? {
        plan.flow.group.map { "group:\($0)" } ?? trigger.item.map { "\(repository.id)/\($0.number)" }
    }

    /// Cancels the jobs that this event's takes the place of.
    func replace(_ jobs: [JobID], _ stored: inout Stored) throws {
        for id in jobs where try JobCancellation.cancel(id, by: "a newer event", context, tx, now) == .requested {
            stored.cancelled.append(id)
        }
    }
}
