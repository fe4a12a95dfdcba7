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
    private let writes: Wakeup

    package init(context: EngineContext) {
        self.context = context
        let (jobs, writes) = (Wakeup(), Wakeup())
        self.writes = writes
        let isApp = if case .app = context.configuration.gitHub.identity { true } else { false }
        dispatcher = Dispatcher(context: context, jobs: jobs, outbox: writes)
        worker = JobWorker(context: context, wakeup: jobs, outbox: writes)
        outbox = Outbox(context: context, isApp: isApp, wakeup: writes)
    }

    /// What an earlier process of this node left behind is taken up again: its jobs go back in line, its runs are found by them.
    package func recover() async throws {
        let node = context.node
        let released = try await context.write { tx, now in try tx.jobs.releaseOwned(byDeadNode: node, now: now) }
        for job in released {
            context.log.warning(
                "a job was running when the service ended",
                ["job": .string("\(job.id)"), "crashes": .integer(Int64(job.crashes)), "state": .string(job.state.name.rawValue)])
        }
    }

    /// Runs every loop until the task is cancelled, then drains the worker.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.dispatcher.run() }
            group.addTask { await self.outbox.run() }
            group.addTask { try await self.worker.run() }
            group.addTask { await self.tidy() }
            group.addTask { await self.beat() }
            try await group.waitForAll()
        }
    }

    /// Cancels a job wherever it stands.
    package func cancel(_ job: JobID, by actor: String) async throws -> CancelOutcome {
        let context = context
        let outcome = try await context.write { tx, now -> CancelOutcome in
            let outcome = try tx.jobs.requestCancel(job, by: actor, now: now)
            if outcome == .cancelled, let found = try tx.jobs.find(job) {
                let result = try JobResult(tx, job: found, now: now)
                for write in JobAnnouncement(context: context, job: found).atEnd(.cancelled(by: actor), result) {
                    try tx.writes.enqueue(write, now: now)
                }
            }
            return outcome
        }
        switch outcome {
        case .cancelled: writes.signal()
        case .requested: worker.cancel(job, by: actor)
        case .alreadyFinished, .notFound: break
        }
        return outcome
    }

    /// What a job changed, as a unified diff from the recorded merge base; nil where it made no commit. The commits are kept, so
    /// that it can be shown after its branch is merged and gone.
    package func diff(of job: Job) async throws -> String? {
        guard let base = job.mergeBase ?? job.base, let head = job.head, let trigger = JobTrigger(json: job.trigger) else {
            return nil
        }
        let url = "\(context.github.location.webURL)/\(trigger.repository).git"
        guard let remote = RemoteLocation(url: url, allowHTTP: context.configuration.gitHub.allowsHTTP),
            let clone = context.clones.open(trigger.repository, remote: remote)
        else { return nil }
        return try await clone.diffText(from: base, to: head).text
    }

    /// Tells the supervisors of agents that somebody still wants their work.
    private func beat() async {
        while !Task.isCancelled {
            do { try context.heartbeat.beat() } catch {
                context.log.error("the heartbeat cannot be written", ["error": .string("\(error)")])
            }
            do { try await Task.sleep(for: .seconds(15)) } catch { return }
        }
    }

    /// Forgets what is older than the configuration wants to keep, a little at a time.
    private func tidy() async {
        let retention = Retention(context: context)
        while !Task.isCancelled {
            do { try await retention.run() } catch {
                context.log.error("tidying up failed", ["error": .string("\(error)")])
            }
            do { try await Task.sleep(for: .seconds(600)) } catch { return }
        }
    }
}
