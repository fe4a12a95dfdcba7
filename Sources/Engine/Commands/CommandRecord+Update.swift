internal import Commands
internal import Identifiers
internal import Rules
internal import Storage

extension CommandRecord {
    /// Puts a job in line that does something to the pull request's branch without an agent.
    func start(
        _ update: BranchUpdate, _ invocation: CommandInvocation, _ index: Int, _ repository: Repository,
        _ result: inout Result, _ job: inout JobID?
    ) throws -> String? {
        let (id, name) = (context.newJobID(), invocation.name)
        let request = CommandDecision.request(invocation)
        let settings = JobSettings(
            agent: "", instructions: update.sentence, branch: trigger.head?.branch ?? "", result: .pullRequest, update: update)
        let plan = DispatchPlan(
            rule: "/\(name)",
            job: .init(id: id, actionIndex: index, settings: settings, priority: 0, request: request.isEmpty ? nil : request))
        if let same = try askedBefore(plan, index, repository), !same.state.isTerminal {
            result.outcome.append("\(name): already asked for, job \(same.id)")
            return "`/\(name)` was asked for a moment ago: job \(PublicText.code(same.id.description))."
        }
        var trigger = trigger
        trigger.commentBody = request.isEmpty ? nil : request
        if decision.text.id > 0 { trigger.commentID = decision.text.id }
        let made = try DispatchRecord(tx: tx, context: context, delivery: delivery, trigger: trigger, now: now).store(plan).job
        job = job ?? made
        result.outcome.append("\(name): \(made.map { "job \($0)" } ?? "nothing new")")
        return nil
    }

    /// The job of a second click: the same words of the same person within a moment.
    func askedBefore(_ plan: DispatchPlan, _ index: Int, _ repository: Repository) throws -> Job? {
        guard
            let same = try tx.jobs.recent(
                repository: repository.id, item: Int(decision.text.number), rule: plan.rule, actor: trigger.actor,
                prompt: plan.jobs.first?.prompt ?? "", since: now + (.zero - Self.doubleClick)),
            same.dedupeKey != DispatchRecord.dedupeKey(delivery, plan.rule, index)
        else { return nil }
        return same
    }
}
