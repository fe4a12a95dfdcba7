internal import Patterns
internal import Commands
internal import Configuration
internal import Crypto
internal import GitHubAPI
package import Identifiers
internal import JSON
internal import Rules
internal import Storage

/// Holds every stored delivery against the rules and writes down what follows, in one transaction with the delivery's new state.
package final class Dispatcher: Sendable {
    let context: EngineContext
    let permissions: ActorPermissions
    /// Tells the worker of a running job that it is to end.
    private let cancelRunning: @Sendable (JobID, String) -> Void
    private let jobs: Wakeup
    private let outbox: Wakeup
    let wakeup = Wakeup()

    /// Deliveries read in one go.
    private static let batch = 64
    private static let pauseAfterFailure: Duration = .seconds(30)
    /// Between looks at deliveries that wait until GitHub has said who we are.
    private static let pauseForIdentity: Duration = .seconds(1)
    /// After so many refusals that only a person can end, a delivery is given up; it stays in the inbox.
    package static let refusalLimit = 20

    package init(
        context: EngineContext, jobs: Wakeup, outbox: Wakeup, cancelRunning: @escaping @Sendable (JobID, String) -> Void
    ) {
        self.cancelRunning = cancelRunning
        self.context = context
        self.jobs = jobs
        self.outbox = outbox
        permissions = ActorPermissions(github: context.github, now: context.now)
    }

    /// Tells the dispatcher that a delivery was stored.
    package func wake() { wakeup.signal() }

    /// Dispatches until the task is cancelled; a delivery that cannot be decided yet waits without holding up the others.
    package func run() async {
        var waiting: [Int64: Timestamp] = [:]
        while !Task.isCancelled {
            do {
                let moment = context.now()
                waiting = waiting.filter { $0.value > moment }
                var position: Int64 = 0
                while !Task.isCancelled {
                    let after = position
                    let deliveries = try await context.database.read {
                        try $0.deliveries.nextReceived(limit: Self.batch, after: after)
                    }
                    guard let last = deliveries.last else { break }
                    position = last.id
                    for delivery in deliveries where waiting[delivery.id] == nil {
                        if Task.isCancelled { return }
                        waiting[delivery.id] = await attempt(delivery)
                    }
                }
            } catch {
                context.log.error("dispatching failed", ["error": .string("\(error)")])
            }
            let pause = waiting.values.min().map { max($0 - context.now(), .milliseconds(50)) } ?? .seconds(5)
            await wakeup.wait(atMost: min(pause, .seconds(5)))
        }
    }

    /// One that fails waits by itself: those behind it are not held up.
    private func attempt(_ delivery: Delivery) async -> Timestamp? {
        do {
            return try await dispatch(delivery)
        } catch {
            context.log.error(
                "a delivery could not be dispatched",
                ["delivery": .string(delivery.guid.description), "error": .string("\(error)")])
            return context.now() + Self.pauseAfterFailure
        }
    }

    /// Decides one delivery; returns when to try again where GitHub could not be asked.
    private func dispatch(_ delivery: Delivery) async throws -> Timestamp? {
        let payload: JSONValue
        do {
            guard let body = delivery.body else { return nil }
            payload = try JSONValue(parsing: body.bytes())
        } catch {
            try await close(delivery, as: .unreadable, note: "the body is no JSON: \(error)")
            return nil
        }
        // Without our own name, our own events would start rules and mentions of us would be missed.
        if let problem = context.own.problem {
            let note = "waiting: GitHub did not say who HookBot is (\(problem))"
            if delivery.note != note {
                try await context.write { tx, _ in _ = try tx.deliveries.recordAttempt(delivery.id, note: note) }
                context.log.warning(
                    "a delivery waits", ["delivery": .string(delivery.guid.description), "error": .string(problem)])
            }
            return context.now() + Self.pauseForIdentity
        }
        // The name of the event is not signed, and GitHub sends none of this name.
        if delivery.event == Event.schedule, delivery.hook != Scheduler.hook || delivery.secretLabel != nil {
            try await close(delivery, as: .ignored, note: "GitHub sends no event 'schedule'")
            return nil
        }
        let event = Event(name: delivery.event, payload: payload)
        // One configuration for the whole decision, whatever is loaded meanwhile.
        let configuration = context.configuration
        if let why = ignored(event) {
            try await close(delivery, as: .ignored, note: why)
            return nil
        }
        let trigger = JobTrigger(event: event.fullName, payload: payload)
        let explanation: Explanation
        let commands: CommandDecision?
        do throws(GitHubError) {
            explanation = try await explain(event, trigger, configuration.rules)
            commands = try await readCommands(event, trigger, configuration)
        } catch {
            return try await postpone(delivery, because: error)
        }
        guard trigger == nil || !explanation.needsFacts else { return context.now() + Self.pauseForIdentity }
        try await store(explanation, commands, of: delivery, event, trigger, configuration)
        return nil
    }

    /// Why an event is none of our business, or nil.
    func ignored(_ event: Event) -> String? {
        if event.name == "ping" { return "a ping" }
        let ignored = context.configuration.gitHub.ignoredActors
        if ignored.includesSelf, let identity = context.identity, event.isCaused(by: identity) {
            return "HookBot did this itself"
        }
        if let login = event.actor?.login, ignored.patterns.contains(where: { $0.matches(login) }) {
            return "events of \(login) are ignored (github.ignore-actors)"
        }
        return nil
    }

    private func postpone(_ delivery: Delivery, because error: GitHubError) async throws -> Timestamp {
        let note = "waiting: what the rules ask for cannot be read from GitHub (\(error))"
        let attempts = try await context.write { tx, _ in try tx.deliveries.recordAttempt(delivery.id, note: note) }
        let mayPass = error.isTransient || error.outcomeUnknown || error == .unauthorized
        if !mayPass, attempts >= Self.refusalLimit {
            try await close(delivery, as: .failed, note: "given up: what the rules ask for cannot be read from GitHub (\(error))")
        }
        let delay =
            error.retryAfter(now: context.now())
            ?? EngineContext.dispatchRetry.delay(after: attempts, random: context.randomFraction())
        context.log.warning(
            "a delivery waits",
            ["delivery": .string(delivery.guid.description), "error": .string("\(error)"), "attempts": .integer(Int64(attempts))])
        return context.now() + delay
    }

    private func close(_ delivery: Delivery, as state: DeliveryState, note: String) async throws {
        try await context.write { tx, now in try tx.deliveries.mark(delivery.id, as: state, note: note, now: now) }
    }

    func plan(
        of rule: Int, _ event: Event, _ trigger: JobTrigger, _ configuration: HookBotConfiguration
    ) -> DispatchPlan {
        DispatchPlan(
            configuration.rules[rule], event: event, trigger: trigger, configuration: configuration, now: context.now(),
            newID: context.newJobID)
    }

    private func store(
        _ explanation: Explanation, _ commands: CommandDecision?, of delivery: Delivery, _ event: Event, _ trigger: JobTrigger?,
        _ configuration: HookBotConfiguration
    ) async throws {
        let context = context.with(configuration)
        let listening = explanation.rules.filter { $0.outcome != .otherEvent }
        let plans =
            trigger.map { trigger in
                explanation.matches.map { index in
                    plan(of: index, event, trigger, configuration)
                }
            } ?? []
        let withdrawal = CommandWithdrawal(event, configuration.commands, botName: context.identity?.login)
        Failpoint.dispatchDecided.reach()
        let (isOurs, commanded, replaced) = try await context.write { tx, now -> (Bool, CommandRecord.Result?, [JobID]) in
            guard try tx.deliveries.waits(delivery.id) else { return (false, nil, []) }
            if let key = EventKey(event: event.name, payload: event.payload),
                let twin = try tx.deliveries.identify(
                    delivery.id, event: key.text, at: key.moment, sweep: MissedEvent.hook, tolerance: Sweep.tolerance)
            {
                try tx.deliveries.mark(
                    delivery.id, as: .ignored, note: "the delivery \(twin) told of the same event", now: now)
                return (false, nil, [])
            }
            var made: [String: DispatchRecord.Stored] = [:]
            if let trigger {
                let storing = DispatchRecord(tx: tx, context: context, delivery: delivery, trigger: trigger, now: now)
                if let number = trigger.item?.number {
                    try tx.deliveries.note(item: "\(trigger.repository)#\(number)", of: delivery.id)
                }
                let held = plans.isEmpty ? nil : try storing.pause() ?? storing.loop(event)
                for plan in plans { made[plan.rule] = try held.map { .init(held: $0) } ?? storing.store(plan) }
                try storing.updatePullRequests(event.fullName, event.payload)
                try withdrawal?.store(tx, context, trigger, now: now)
            }
            Failpoint.dispatchStoring.reach()
            for rule in listening {
                try tx.matches.record(
                    RuleMatch(
                        delivery: delivery.id, kind: .rule, name: rule.name, matched: rule.isMatched,
                        explanation: rule.json(held: made[rule.name]?.held), job: made[rule.name]?.job, createdAt: now))
            }
            let commanded = try trigger.flatMap { trigger in
                try commands.map {
                    try CommandRecord(
                        tx: tx, context: context, event: event, delivery: delivery, trigger: trigger, decision: $0, now: now
                    ).store()
                }
            }
            let isOurs = !listening.isEmpty || commanded != nil
            let state: DeliveryState = isOurs ? .dispatched : .ignored
            let note = !isOurs ? "no rule listens to \(event.fullName)" : nil
            try tx.deliveries.mark(delivery.id, as: state, note: note, now: now)
            return (true, commanded, made.values.flatMap(\.cancelled))
        }
        // Another node was quicker, or another delivery.
        guard isOurs else { return }
        Failpoint.dispatchStored.reach()
        for job in replaced { cancelRunning(job, "a newer event") }
        for job in commanded?.cancelled ?? [] { cancelRunning(job, trigger?.actor ?? "somebody") }
        if !plans.isEmpty || commanded != nil {
            jobs.signal()
            outbox.signal()
        }
        context.log.info(
            "delivery dispatched",
            [
                "delivery": .string(delivery.guid.description), "event": .string(event.fullName),
                "matched": .array(explanation.rules.filter(\.isMatched).map { .string($0.name) }),
            ])
    }
}
