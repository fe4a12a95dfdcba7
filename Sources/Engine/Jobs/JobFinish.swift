internal import Configuration
internal import BlockingWork
internal import Identifiers
internal import JSON
internal import POSIX
internal import Storage

/// Records how an attempt ended, together with what that end means for GitHub: one transaction, so that neither is ever without
/// the other.
struct JobFinish: Sendable {
    let context: EngineContext
    let job: Job
    let fence: Fence

    func record(_ end: JobEnd) async throws {
        let (job, fence, context) = (job, fence, context)
        switch end {
        case .fenced: throw StorageError.fenced(job.id)
        case .draining:
            try await context.write { tx, now in
                try Self.require(tx.jobs.interrupt(fence, note: "the service is restarting", now: now), job)
            }
        case .retry(let why):
            let delay = context.jobRetry.delay(after: job.attempt, random: context.randomFraction())
            try await postpone(end, until: context.now() + delay, why, usesAttempt: true)
        case .wait(let moment, let why, let forAccount):
            try await postpone(end, until: moment, why, usesAttempt: false, forAccount: forAccount)
        case .completed, .failed, .rejected, .superseded, .cancelled:
            let state = state(end)
            Failpoint.jobEnding.reach()
            try await context.write { tx, now in
                try tx.logs.append(Self.entry(end, context), to: job.id, now: now)
                let result = try JobResult(tx, job: job, now: now)
                for write in JobAnnouncement(context: context, job: job).atEnd(end, result) {
                    try tx.writes.enqueue(write, now: now)
                }
                if case .completed = end { try Self.recordAnswers(result, tx, now) }
                Failpoint.jobStoring.reach()
                try Self.require(tx.jobs.transition(fence, to: state, now: now), job)
            }
            Failpoint.jobEnded.reach()
            await removeWorkspace(after: end)
        }
    }

    private func postpone(
        _ end: JobEnd, until moment: Timestamp, _ why: String, usesAttempt: Bool, forAccount: Bool = false
    ) async throws {
        let (job, fence, context) = (job, fence, context)
        let reason = context.redactor.redacted(why)
        try await context.write { tx, now in
            try tx.logs.append(Self.entry(end, context), to: job.id, now: now)
            let result = try JobResult(tx, job: job, now: now)
            for write in JobAnnouncement(context: context, job: job).waiting(until: moment, why: reason, result) {
                try tx.writes.enqueue(write, now: now)
            }
            let isDone =
                usesAttempt
                ? try tx.jobs.reschedule(fence, at: moment, note: reason, now: now)
                : try tx.jobs.wait(fence, until: moment, note: reason, forAccount: forAccount, now: now)
            try Self.require(isDone, job)
        }
    }

    private func state(_ end: JobEnd) -> JobState {
        switch end {
        case .completed(let outcome, _): .completed(outcome)
        case .failed(let why): .failed(reason: context.redactor.redacted(why))
        case .rejected(let problems): .rejected(reason: context.redactor.redacted(problems.joined(separator: "\n")))
        case .superseded(let why): .superseded(reason: context.redactor.redacted(why))
        case .cancelled: .cancelled
        case .fenced, .draining, .retry, .wait: .queued
        }
    }

    private static func recordAnswers(_ result: JobResult, _ tx: Transaction, _ now: Timestamp) throws {
        for reply in ReviewReply.replies(to: result.items, work: result.work, commit: result.pushed) {
            try tx.reviewItems.answer(reply.item.id, reply.text, commit: reply.commit, now: now)
        }
    }

    /// A stale fence undoes everything of this transaction.
    private static func require(_ isDone: Bool, _ job: Job) throws {
        guard isDone else { throw StorageError.fenced(job.id) }
    }

    private static func entry(_ end: JobEnd, _ context: EngineContext) -> NewLogEntry {
        NewLogEntry(
            .system, context.redactor.redacted(end.sentence), level: end.logLevel, event: "end", step: JobStepName.finish.rawValue
        )
    }

    /// What succeeded needs its checkout no longer; what did not is kept for somebody to look at, until its retention ends.
    private func removeWorkspace(after end: JobEnd) async {
        guard case .completed = end else { return }
        let folder = "\(context.configuration.storage.dataFolder)/jobs/\(job.id)/workspace"
        do {
            try await context.blocking.run { try Files.removeTree(folder) }
        } catch {
            context.log.warning("a workspace could not be removed", ["folder": .string(folder), "error": .string("\(error)")])
        }
    }
}
