internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Storage

/// Makes the stored writes happen on GitHub, oldest first, one at a time; what fails for a passing reason is tried again later.
package final class Outbox: Sendable {
    private let context: EngineContext
    private let writer: GitHubWriter
    private let wakeup: Wakeup
    private let duty: Duty

    /// GitHub ends a request after ten seconds, so that what a dead process asked for is done or dropped by then
    /// (https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api#timeouts).
    package static let settling: Duration = .seconds(15)
    /// Writes read in one go.
    private static let batch = 32
    /// Due writes that are looked at to find them.
    private static let reach = 256
    /// A write that was begun and never recorded is looked at again after this long.
    private static let recovery: Duration = .seconds(60)
    /// After so many tries a write is given up; with the delays between them that is more than a day.
    package static let attemptLimit = 300

    package init(context: EngineContext, isApp: Bool, wakeup: Wakeup) {
        self.context = context
        self.wakeup = wakeup
        duty = Duty(.publishing, context)
        writer = GitHubWriter(github: context.github, markerKey: context.markerKey, isApp: isApp)
    }

    /// Sends until the task is cancelled.
    package func run() async {
        let limits = context.configuration.limits
        var pace = WritePace(perMinute: limits.writesPerMinute)
        var budget = HourlyBudget(limit: limits.writesPerHour, sent: [])
        while !Task.isCancelled {
            var pause = Duration.seconds(5)
            do {
                switch try await duty.hold() {
                case .elsewhere:
                    await wakeup.wait(atMost: duty.pause)
                    continue
                case .taken:
                    try await takeOver()
                    budget = HourlyBudget(limit: limits.writesPerHour, sent: await recentlySent(limits.writesPerHour))
                case .kept: break
                }
                let now = context.now
                let (all, waiting) = try await context.database.read { tx in
                    (try tx.writes.nextDue(now: now(), limit: Self.reach), try tx.writes.waiting(now: now()))
                }
                let due = WriteOrder.next(all, after: waiting, limit: Self.batch)
                // What may have happened already is looked for among our own doings, so it waits until it is known who we are.
                let ready = due.filter { $0.attempts == 0 || context.identity != nil }
                for write in ready {
                    if Task.isCancelled { return }
                    let delay = pace.delay(at: ContinuousClock.now)
                    let rest = budget.delay(at: now())
                    if rest > .zero {
                        context.log.warning(
                            "writes wait: an hour's budget is used up (limits.writes-per-hour)",
                            ["until": .string("\(now() + rest)")])
                    }
                    if max(delay, rest) > .zero { try await Task.sleep(for: max(delay, rest)) }
                    try await duty.keep()
                    guard duty.isHeld else { break }
                    budget.count(at: now())
                    try await send(write)
                }
                if ready.count == Self.batch { continue }
                let next = try await context.database.read { try $0.writes.nextMoment() }
                let least = Duration.milliseconds(ready.count == due.count ? 50 : 500)
                if let next { pause = min(max(next - now(), least), .seconds(5)) }
            } catch is CancellationError {
                return
            } catch {
                context.log.error("the outbox failed", ["error": .string("\(error)")])
            }
            await wakeup.wait(atMost: pause)
        }
    }

    /// What whoever published before had begun is looked at as soon as that is over.
    private func takeOver() async throws {
        try await context.write { tx, now in try tx.writes.resumeBegun(after: Self.settling, now: now) }
    }

    /// When earlier processes sent the last writes. Without an answer none is taken for sent: GitHub's own limit then is the first to say.
    private func recentlySent(_ limit: Int) async -> [Timestamp] {
        (try? await context.database.read { try $0.writes.lastSent(limit: limit) }) ?? []
    }

    private func send(_ write: GitHubWrite) async throws {
        guard let repository = RepositoryName(write.target), let request = WriteRequest(kind: write.kind, json: write.payload)
        else {
            try await context.write { tx, now in
                try tx.writes.giveUp(write.id, as: .failed, note: "stored by another version", now: now)
            }
            return
        }
        // The intent: whoever finds this write begun but not recorded looks before doing it again.
        try await context.write { tx, now in
            try tx.writes.reschedule(write.id, at: now + Self.recovery, note: GitHubWriteStore.begun, now: now)
        }
        let earlier = try await context.database.read { tx in
            try write.coalesceKey.flatMap { try tx.writes.findSent(coalesceKey: $0) }
        }
        Failpoint.writeBegun.reach()
        // A process that was stopped in between leaves it to whoever publishes now.
        guard duty.isHeld else { return }
        let known = (write.remoteID ?? earlier?.remoteID).flatMap { Int64($0) }
        do throws(GitHubError) {
            let remote = try await writer.perform(
                request, in: repository, known: known, mayHaveHappened: write.attempts > 0, as: context.identity)
            Failpoint.writeAnswered.reach()
            try await record(write, remote)
            Failpoint.writeRecorded.reach()
        } catch {
            // Stopping is no answer: the intent is on record, so the next start looks before it sends again.
            if Task.isCancelled { return }
            try await retry(write, after: error)
        }
    }

    private func record(_ write: GitHubWrite, _ remote: Int64?) async throws(GitHubError) {
        do {
            try await context.write { tx, now in try tx.writes.markSent(write, remoteID: remote.map { "\($0)" }, now: now) }
        } catch {
            // It stays pending with its intent on record, so the next try looks first.
            context.log.error("a write was sent but not recorded", ["write": .integer(write.id), "error": .string("\(error)")])
        }
    }

    private func retry(_ write: GitHubWrite, after error: GitHubError) async throws {
        let canSucceed = error.isTransient || error.outcomeUnknown || error == .unauthorized
        let fields: [String: JSONValue] = [
            "write": .integer(write.id), "kind": .string(write.kind), "target": .string(write.target),
            "error": .string("\(error)"),
        ]
        if canSucceed, write.attempts + 1 < Self.attemptLimit {
            let delay =
                error.retryAfter(now: context.now())
                ?? context.writeRetry.delay(after: write.attempts + 1, random: context.randomFraction())
            try await context.write { tx, now in
                try tx.writes.reschedule(write.id, at: now + delay, note: "\(error)", now: now)
            }
            context.log.warning("a write waits", fields)
        } else {
            // A later edit of the same write has not been refused yet.
            let context = context
            let isOver = try await context.write { tx, now in
                let isOver = try tx.writes.giveUp(write.id, revision: write.revision, as: .failed, note: "\(error)", now: now)
                if isOver { try WriteFailure(context: context, write: write).record("\(error)", tx, now) }
                if !isOver { try tx.writes.reschedule(write.id, at: now, note: "\(error)", now: now) }
                return isOver
            }
            context.log.error("GitHub refused a write", fields.merging(["given_up": .bool(isOver)]) { $1 })
        }
    }
}
