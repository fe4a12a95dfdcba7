internal import HTTPClient
internal import Identifiers
internal import JSON
internal import Storage
internal import Synchronization

/// Makes the stored writes happen that do not go to GitHub: notes, messages, events handed on, programs. They have a loop of their
/// own, so that a slow address or program holds no comment up.
final class Errands: Sendable {
    private let context: EngineContext
    private let wakeup: Wakeup
    private let duty: Duty
    /// The rows that are being worked on.
    private let underWay = Mutex<Set<Int64>>([])

    /// Under way at once.
    private static let width = 4
    /// A program may take an hour; what was begun and never recorded is looked at after this long at the latest.
    private static let recovery: Duration = .seconds(3700)

    init(context: EngineContext, wakeup: Wakeup) {
        self.context = context
        self.wakeup = wakeup
        duty = Duty(.errands, context)
    }

    /// Works until the task is cancelled.
    func run() async {
        let runner: ErrandRunner
        do { runner = ErrandRunner(context: context, transport: try CurlTransport(label: "hookbot-errand")) } catch {
            context.log.error("nothing can be sent outside of GitHub", ["error": .string("\(error)")])
            return
        }
        await withDiscardingTaskGroup { group in await self.work(runner, &group) }
    }

    private func work(_ runner: ErrandRunner, _ group: inout DiscardingTaskGroup) async {
        while !Task.isCancelled {
            var pause = Duration.seconds(5)
            do {
                switch try await duty.hold() {
                case .elsewhere:
                    await wakeup.wait(atMost: duty.pause)
                    continue
                case .taken:
                    try await context.write { tx, now in
                        try tx.writes.resumeBegun(after: Outbox.settling, lane: .outside, now: now)
                    }
                case .kept: break
                }
                let now = context.now
                let free = Self.width - underWay.withLock { $0.count }
                let due = try await context.database.read {
                    try $0.writes.nextDue(now: now(), limit: free, lane: .outside)
                }
                for write in due where underWay.withLock({ $0.insert(write.id).inserted }) {
                    group.addTask {
                        await self.attempt(write, runner)
                        _ = self.underWay.withLock { $0.remove(write.id) }
                        self.wakeup.signal()
                    }
                }
                if let next = try await context.database.read({ try $0.writes.nextMoment(lane: .outside) }) {
                    pause = min(max(next - now(), free == due.count ? .seconds(1) : .milliseconds(50)), .seconds(5))
                }
            } catch {
                if Task.isCancelled { return }
                context.log.error("errands failed", ["error": .string("\(error)")])
            }
            await wakeup.wait(atMost: pause)
        }
    }

    private func attempt(_ write: GitHubWrite, _ runner: ErrandRunner) async {
        do { try await send(write, runner) } catch {
            // Stopping is no answer: the intent is on record.
            if !Task.isCancelled {
                context.log.error("an errand failed", ["write": .integer(write.id), "error": .string("\(error)")])
            }
        }
    }

    private func send(_ write: GitHubWrite, _ runner: ErrandRunner) async throws {
        guard let request = WriteRequest(kind: write.kind, json: write.payload), let origin = WriteOrigin(payload: write.payload)
        else {
            try await context.write { tx, now in
                try tx.writes.giveUp(write.id, as: .failed, note: "stored by another version", now: now)
            }
            return
        }
        try await context.write { tx, now in
            try tx.writes.reschedule(write.id, at: now + Self.recovery, note: GitHubWriteStore.begun, now: now)
        }
        Failpoint.writeBegun.reach()
        guard duty.isHeld else { return }
        let end = try await runner.run(request, write, origin)
        Failpoint.writeAnswered.reach()
        switch end {
        case .done(let details): try await record(write, origin, details)
        case .failed(let why): try await giveUp(write, why)
        case .later(let why, let rest):
            guard write.attempts + 1 < Outbox.attemptLimit else { return try await giveUp(write, why) }
            let delay = rest ?? context.writeRetry.delay(after: write.attempts + 1, random: context.randomFraction())
            try await context.write { tx, now in
                try tx.writes.reschedule(write.id, at: now + delay, note: why, now: now)
            }
            context.log.warning("an errand waits", fields(write, why))
        }
        Failpoint.writeRecorded.reach()
    }

    private func record(_ write: GitHubWrite, _ origin: WriteOrigin, _ details: JSONValue) async throws {
        try await context.write { tx, now in
            guard try tx.writes.markSent(write, remoteID: nil, now: now) else { return }
            var entry: [String: JSONValue] = [
                "rule": .string(origin.rule), "repository": .string(write.target), "key": .string(origin.key),
            ]
            for (name, value) in details.object ?? [:] { entry[name] = value }
            try tx.audit.append(
                actor: origin.actor, action: "rule.\(origin.action)", subject: origin.subject(of: write), details: .object(entry),
                now: now)
        }
    }

    private func giveUp(_ write: GitHubWrite, _ why: String) async throws {
        let (context, reason) = (context, context.redactor.redacted(why))
        try await context.write { tx, now in
            guard try tx.writes.giveUp(write.id, as: .failed, note: reason, now: now) else { return }
            try WriteFailure(context: context, write: write).record(reason, tx, now)
        }
        context.log.error("an errand was given up", fields(write, reason))
        wakeup.signal()
    }

    private func fields(_ write: GitHubWrite, _ why: String) -> [String: JSONValue] {
        [
            "write": .integer(write.id), "kind": .string(write.kind), "target": .string(write.target),
            "error": .string(context.redactor.redacted(why)),
        ]
    }
}
