internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules
package import Storage

extension Dispatcher {
    /// Puts a delivery back in line, to be held against today's rules by today's permissions; `actor` stands in the audit log.
    ///
    /// Nothing is done twice: an action of a rule that made a job or a comment for this delivery keeps it.
    package func replay(_ delivery: Delivery, by actor: String) async throws {
        try await context.write { tx, now in try tx.deliveries.requeue(delivery.id, by: actor, now: now) }
        wake()
    }

    /// What a replay would do now. Throws `GitHubError` where it does not say what the rules ask for.
    package func planReplay(_ delivery: Delivery) async throws -> ReplayPlan {
        guard let body = delivery.body, let payload = try? JSONValue(parsing: body.bytes()) else {
            return .nothing("its body is kept no longer, or is no JSON")
        }
        if let problem = context.own.problem { return .nothing("GitHub did not say who HookBot is (\(problem))") }
        let event = Event(name: delivery.event, payload: payload)
        if let why = ignored(event) { return .nothing(why) }
        let trigger = JobTrigger(event: event.fullName, payload: payload)
        let configuration = context.configuration
        let explanation = try await explain(event, trigger, configuration.rules)
        let listening = explanation.rules.enumerated().filter { $0.element.outcome != .otherEvent }
        guard !listening.isEmpty else { return .nothing("no rule listens to \(event.fullName)") }
        return try await context.database.read { tx in
            .rules(
                try listening.map { index, rule in
                    var actions: [ReplayPlan.Action] = []
                    if let trigger, explanation.matches.contains(index) {
                        let plan = self.plan(of: index, event, trigger, configuration)
                        let storing = DispatchRecord(
                            tx: tx, context: self.context, delivery: delivery, trigger: trigger, now: self.context.now())
                        actions = try plan.jobs.map { job in
                            let key = DispatchRecord.dedupeKey(delivery, plan.rule, job.actionIndex)
                            let known = try storing.known(job, plan) ?? tx.jobs.find(dedupeKey: key)?.id
                            return .init(
                                index: job.actionIndex, kind: "agent", use: job.settings.agent, job: known,
                                isDone: known != nil)
                        }
                        actions += try plan.writes.map { write in
                            .init(
                                index: write.actionIndex, kind: write.request.kind, isDone: try storing.isSaid(write, plan.rule))
                        }
                    }
                    return .init(name: rule.name, isMatched: rule.isMatched, explanation: rule.json(), actions: actions)
                })
        }
    }
}
