internal import Configuration
internal import Crypto
internal import GitHubAPI
internal import GitOps
package import Identifiers
internal import JSON
internal import AgentRunner
internal import Storage
internal import Synchronization

/// Claims jobs and carries each to the end of its attempt, as many at once as the configuration allows.
package final class JobWorker: Sendable {
    private let context: EngineContext
    private let outbox: Wakeup
    private let wakeup: Wakeup
    private let running = Mutex<[JobID: (fence: Fence, control: JobControl)]>([:])
    private let isDraining = Mutex(false)
    private let wasLow = Mutex(false)

    package init(context: EngineContext, wakeup: Wakeup, outbox: Wakeup) {
        self.context = context
        self.wakeup = wakeup
        self.outbox = outbox
    }

    /// Tells the worker that there may be a job to claim.
    package func wake() { wakeup.signal() }

    /// The jobs being worked on right now.
    package var activeJobs: [JobID] { running.withLock { Array($0.keys) } }

    /// Passes a cancellation on to a job that runs here; false where it does not.
    @discardableResult
    package func cancel(_ job: JobID, by actor: String) -> Bool {
        let control = running.withLock { $0[job]?.control }
        control?.ask(.cancel(by: actor))
        return control != nil
    }

    /// Claims until the task is cancelled, then drains: running agents stay with their supervisors, their jobs go back in line.
    package func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while !Task.isCancelled {
                do {
                    while !Task.isCancelled, hasRoom() {
                        let now = ContinuousClock.now
                        guard let job = try await claim() else { break }
                        group.addTask { await self.work(on: job, claimedAt: now) }
                    }
                } catch {
                    context.log.error("claiming failed", ["error": .string("\(error)")])
                }
                await wakeup.wait(atMost: await pause())
            }
            drain()
        }
    }

    /// Whether the disk has room for another job; says so when that changes.
    private func hasRoom() -> Bool {
        let isLow = context.disk.level >= .low
        let isNews = wasLow.withLock { was in
            defer { was = isLow }
            return was != isLow
        }
        if isNews {
            let why =
                isLow
                ? "no job is begun: the disk is nearly full (storage.low-water-jobs)" : "jobs are begun again: there is room"
            context.log.warning(why, ["data": .string(context.configuration.storage.dataFolder)])
        }
        return !isLow
    }

    private func drain() {
        isDraining.withLock { $0 = true }
        let controls = running.withLock { $0.values.map(\.control) }
        for control in controls { control.ask(.drain) }
    }

    /// Gives every job back that did not end in time, so that the next start takes it up without counting this one as a crash.
    package func giveBack() async {
        let fences = running.withLock { $0.values.map(\.fence) }
        do {
            try await context.write { tx, now in
                for fence in fences { _ = try tx.jobs.interrupt(fence, note: "the service is restarting", now: now) }
            }
        } catch {
            context.log.error("jobs could not be given back", ["error": .string("\(error)")])
        }
    }

    private func pause() async -> Duration {
        let longest = Duration.seconds(5)
        // Without an answer from the database the next look is soon enough.
        guard let due = try? await context.database.read({ try $0.jobs.nextDue() }) else { return longest }
        let rest = due - context.now()
        // One that is due and was not claimed waits for a place, whose end wakes us.
        return rest <= .zero ? .seconds(1) : min(rest, longest)
    }

    private func claim() async throws -> Job? {
        let limits = context.configuration.limits
        let (node, token) = (context.node, hexadecimal(randomBytes(16)))
        return try await context.write { tx, now in
            try tx.jobs.claimNext(
                now: now, node: node, token: token, leaseUntil: now + limits.lease,
                caps: JobCaps(total: limits.jobs, perRepository: limits.jobsPerRepository))
        }
    }

    private func work(on job: Job, claimedAt: ContinuousClock.Instant) async {
        guard let fence = job.fence else { return }
        Failpoint.jobClaimed.reach()
        let control = JobControl()
        noteLease(control, from: claimedAt)
        running.withLock { $0[job.id] = (fence, control) }
        if isDraining.withLock({ $0 }) { control.ask(.drain) }
        if job.cancelRequestedAt != nil { control.ask(.cancel(by: job.cancelRequestedBy ?? "somebody")) }
        let heartbeat = Task { await self.keepLease(fence, control) }
        // The attempt must reach its record even while the service stops, so it does not see that cancellation.
        let context = context.with(context.configuration)
        await Task { await JobAttempt(context: context, job: job, fence: fence, control: control).run() }.value
        heartbeat.cancel()
        _ = running.withLock { $0.removeValue(forKey: job.id) }
        outbox.signal()
        wakeup.signal()
    }

    private func noteLease(_ control: JobControl, from begun: ContinuousClock.Instant) {
        let lease = context.configuration.limits.lease
        if context.database.isShared { control.holds(until: begun + lease, beginningBefore: lease / 6) }
    }

    /// Renews the lease and looks for a cancellation asked for elsewhere, until the attempt ends.
    private func keepLease(_ fence: Fence, _ control: JobControl) async {
        let lease = context.configuration.limits.lease
        while !Task.isCancelled {
            do { try await Task.sleep(for: lease / 6) } catch { return }
            let begun = ContinuousClock.now
            do {
                let cancelledBy = try await context.write { tx, now -> String? in
                    guard try tx.jobs.renewLease(fence, until: now + lease) else {
                        throw StorageError.fenced(fence.job)
                    }
                    guard try tx.jobs.cancelRequested(fence) else { return nil }
                    return try tx.jobs.find(fence.job)?.cancelRequestedBy ?? "somebody"
                }
                noteLease(control, from: begun)
                if let cancelledBy { control.ask(.cancel(by: cancelledBy)) }
            } catch StorageError.fenced {
                control.ask(.yield)
                return
            } catch {
                context.log.warning(
                    "a lease could not be renewed", ["job": .string("\(fence.job)"), "error": .string("\(error)")])
            }
        }
    }
}
