internal import GitOps
internal import GitHubAPI
internal import GitHubAPI
internal import AgentRunner
internal import Configuration
package import Identifiers
internal import JSON
package import Storage

/// The service without its network surface: dispatching, working, publishing and tidying up, until it is told to stop.
package final class Service: Sendable {
    package let context: EngineContext
    package let dispatcher: Dispatcher
    package let worker: JobWorker
    private let outbox: Outbox
    private let errands: Errands
    private let writes: Wakeup
    private let catchingUp: Duty
    private let tidying: Duty

    package init(context: EngineContext) {
        self.context = context
        let (jobs, errandsDue) = (Wakeup(), Wakeup())
        let writes = Wakeup(relayingTo: errandsDue)
        self.writes = writes
        let isApp = if case .app = context.configuration.gitHub.identity { true } else { false }
        let worker = JobWorker(context: context, wakeup: jobs, outbox: writes)
        self.worker = worker
        dispatcher = Dispatcher(context: context, jobs: jobs, outbox: writes) { job, actor in worker.cancel(job, by: actor) }
        catchingUp = Duty(.catchingUp, context)
        tidying = Duty(.tidying, context)
        errands = Errands(context: context, wakeup: errandsDue)
        outbox = Outbox(context: context, isApp: isApp, wakeup: writes)
    }

    /// What an earlier process of this node left behind is taken up again: its jobs go back in line, its runs are found by them.
    package func recover() async throws {
        let node = context.node
        if context.database.isShared { try await NodeRegistration(context: context).register() }
        try await release { tx, now in try tx.jobs.releaseOwned(byDeadNode: node, now: now) }
        try await enrollAccounts()
        await endAbandonedRuns()
    }

    /// An account with a new key is tried again, whatever the old one was set aside for. What waits for an account or a budget
    /// looks again, as the configuration may be another one.
    private func enrollAccounts() async throws {
        let accounts = context.configuration.accounts.map { ($0.name, $0.fingerprint(key: context.markerKey)) }
        try await context.write { tx, now in
            var isNew = false
            for (name, fingerprint) in accounts where try tx.accounts.enroll(name, fingerprint: fingerprint, now: now) {
                isNew = true
            }
            if isNew { try tx.jobs.hastenThoseWaitingForAccounts(now: now) }
        }
    }

    /// Puts jobs of lost workers back in line; what ended that way is told like every other end, in the same transaction.
    private func release(_ take: @escaping @Sendable (Transaction, Timestamp) throws -> [ReleasedJob]) async throws {
        let context = context
        let released = try await context.write { tx, now in
            let released = try take(tx, now)
            for job in released where job.state.isTerminal {
                guard let found = try tx.jobs.find(job.id) else { continue }
                let end: JobEnd =
                    job.state == .cancelled
                    ? .cancelled(by: found.cancelRequestedBy ?? "somebody") : .failed(job.state.reason ?? "the worker was lost")
                let result = try JobResult(tx, job: found, now: now)
                for write in JobAnnouncement(context: context, job: found).atEnd(end, result) {
                    try tx.writes.enqueue(write, now: now)
                }
            }
            return released
        }
        for job in released {
            context.log.warning(
                "a job's worker was lost",
                ["job": .string("\(job.id)"), "crashes": .integer(Int64(job.crashes)), "state": .string(job.state.name.rawValue)])
        }
        if !released.isEmpty { worker.wake() }
    }

    /// Ends agents whose job is over: nobody waits for them, and they cost money.
    private func endAbandonedRuns() async {
        do {
            let node = context.node
            let abandoned = try await context.database.read { tx in
                try tx.runs.unfinished().filter { run in
                    guard run.node == nil || run.node == node else { return false }
                    guard let job = try tx.jobs.find(run.job) else { return true }
                    // A job that another node runs has a run of its own there.
                    return job.state.isTerminal || job.lease.map { $0.node != node } ?? false
                }
            }
            for run in abandoned {
                if case .running(let agent) = try await AgentRunner.AgentRun.attach(folder: run.folder) {
                    try agent.cancel()
                    _ = await agent.wait()
                }
                let end = RunEnd(
                    reason: "abandoned", ExitRecord(end: .lost), AgentProgress(), ModelLedger(runFolder: run.folder))
                try await context.write { tx, now in try tx.runs.finish(run.id, end, now: now) }
                context.log.warning(
                    "an agent whose job is over was ended", ["job": .string("\(run.job)"), "run": .string(run.alias)])
            }
        } catch {
            context.log.error("abandoned agents could not be looked for", ["error": .string("\(error)")])
        }
    }

    /// Runs every loop until the task is cancelled, then drains the worker.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.dispatcher.run() }
            group.addTask { await self.outbox.run() }
            group.addTask { await self.errands.run() }
            group.addTask { await Scheduler(context: self.context) { self.dispatcher.wake() }.run() }
            group.addTask { try await self.worker.run() }
            group.addTask { await self.tidy() }
            group.addTask { await self.beat() }
            group.addTask { await CatchUp(context: self.context, duty: self.catchingUp) { self.dispatcher.wake() }.run() }
            group.addTask { await self.followOtherNodes() }
            try await group.waitForAll()
        }
        try await handOver()
    }

    /// What other nodes stored may be work for this one.
    private func followOtherNodes() async {
        for await _ in context.database.commitsElsewhere() {
            dispatcher.wake()
            worker.wake()
            writes.signal()
            // Whoever stored something looks at it first; and what comes meanwhile is one element.
            do { try await Task.sleep(for: .milliseconds(100)) } catch { return }
        }
    }

    /// Lets the other nodes have at once what they would get when this one's holds run out.
    private func handOver() async throws {
        guard context.database.isShared else { return }
        let node = context.node
        try await context.write { tx, _ in
            try tx.duties.release(by: node)
            try tx.nodes.remove(node)
        }
    }

    /// Cancels a job wherever it stands.
    package func cancel(_ job: JobID, by actor: String) async throws -> CancelOutcome {
        let context = context
        let outcome = try await context.write { tx, now in try JobCancellation.cancel(job, by: actor, context, tx, now) }
        switch outcome {
        case .cancelled: writes.signal()
        case .requested: worker.cancel(job, by: actor)
        case .alreadyFinished, .notFound: break
        }
        return outcome
    }

    /// Puts an ended job in line once more, as a new one.
    package func retry(_ job: Job, by actor: String) async throws -> JobRetry.Outcome {
        let context = context
        let outcome = try await context.write { tx, now in try JobRetry.retry(job, by: actor, context, tx, now) }
        if case .retried = outcome {
            worker.wake()
            writes.signal()
        }
        return outcome
    }

    /// What a job changed, as a unified diff from the recorded merge base; nil where it made no commit. The commits are kept, so
    /// that it can be shown after its branch is merged and gone.
    package func diff(of job: Job) async throws -> String? {
        // A follow-up starts from the head of its pull request, and that is what its change is held against.
        guard let base = job.kind == "follow-up" ? job.base : job.mergeBase ?? job.base, let head = job.head,
            let trigger = JobTrigger(json: job.trigger)
        else {
            return nil
        }
        let url = "\(context.github.location.webURL)/\(trigger.repository).git"
        guard let remote = RemoteLocation(url: url, allowHTTP: context.configuration.gitHub.allowsHTTP) else { return nil }
        if let clone = context.clones.open(trigger.repository, remote: remote), try await clone.contains(base),
            try await clone.contains(head)
        {
            return try await clone.diffText(from: base, to: head).text
        }
        // Another node made it, or the clone was removed: GitHub keeps the heads of pull requests.
        let token = try await context.github.gitToken(for: trigger.repository)
        let clone = try await context.clones.update(
            trigger.repository, remote: remote, token: token, pullRequests: [job.pullRequestNumber].compactMap { $0 })
        guard try await clone.contains(base), try await clone.contains(head) else { return nil }
        return try await clone.diffText(from: base, to: head).text
    }

    /// Tells the supervisors of agents that somebody still wants their work, and looks for work that nobody does any more.
    private func beat() async {
        while !Task.isCancelled {
            do {
                try context.heartbeat.beat()
                try await beatForOthers()
                try await release { tx, now in try tx.jobs.releaseExpired(now: now) }
                try await endOverdue()
            } catch {
                context.log.error("looking after running jobs failed", ["error": .string("\(error)")])
            }
            await endAbandonedRuns()
            let pause = min(.seconds(15), context.configuration.limits.lease / 4)
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    /// Ends jobs whose rule gave them a time that is over.
    private func endOverdue() async throws {
        let now = context.now()
        for job in try await context.database.read({ try $0.jobs.overdue(now: now) }) {
            _ = try await cancel(job.id, by: "the timeout of rule '\(job.rule ?? "")'")
        }
    }

    /// Tells the other nodes that this one lives, and closes runs of those that are gone for good.
    private func beatForOthers() async throws {
        guard context.database.isShared else { return }
        let (node, limit) = (context.node, Self.goneAfter)
        try await context.write { tx, now in
            try tx.nodes.heartbeat(node, now: now)
            let alive = Set(try tx.nodes.list().filter { now - $0.heartbeatAt < limit }.map(\.id))
            for run in try tx.runs.unfinished() {
                guard let owner = run.node, owner != node, !alive.contains(owner), now - run.startedAt > limit else { continue }
                try tx.runs.finish(run.id, RunEnd(reason: "lost with its node"), now: now)
            }
        }
        try await catchingUp.keep()
        try await tidying.keep()
    }

    /// A node without a sign of life for this long is not waited for any more.
    private static let goneAfter: Duration = .seconds(24 * 3600)

    /// Forgets what is older than the configuration wants to keep, a little at a time.
    private func tidy() async {
        let retention = Retention(context: context)
        while !Task.isCancelled {
            do {
                if try await tidying.hold() != .elsewhere { try await retention.run() }
            } catch {
                context.log.error("tidying up failed", ["error": .string("\(error)")])
            }
            do { try await Task.sleep(for: .seconds(600)) } catch { return }
        }
    }
}
