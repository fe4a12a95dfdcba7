internal import Configuration
internal import Identifiers
internal import JSON
internal import Rules
package import Storage

/// A new job that does again what an ended one was asked to do; the old one stays as it is.
package enum JobRetry {
    package enum Outcome: Equatable, Sendable {
        case retried(Job)
        /// Cancel it first.
        case notEnded
    }

    /// - Parameter key: makes the same request the same retry, however often it comes; nil for one that is meant each time.
    static func retry(
        _ job: Job, by actor: String, key: String? = nil, _ context: EngineContext, _ tx: Transaction, _ now: Timestamp
    ) throws -> Outcome {
        if let key, let known = try tx.jobs.find(dedupeKey: key) { return .retried(known) }
        guard job.state.isTerminal, let repository = job.repository else { return .notEnded }
        let (first, retries) = try tx.jobs.retryChain(of: job)
        let id = context.newJobID()
        // Trailers and replies were rendered with the id of the job they belong to.
        let text = job.settings.text().replacing(job.id.description, with: id.description)
        guard var settings = (try? JSONValue(parsing: text)).flatMap({ JobSettings(json: $0) }) else { return .notEnded }
        let base = JobSettings(json: first.settings)?.branch ?? settings.branch
        if settings.mode == .newBranch { settings.branch = "\(base.prefix(180))-retry-\(retries + 1)" }
        var new = NewJob(
            id: id, repository: repository, prompt: job.prompt, branchName: BranchName(settings.branch), kind: job.kind,
            source: job.source)
        new.title = job.title
        new.feature = job.feature
        new.delivery = job.delivery
        new.rule = job.rule
        new.actionIndex = job.actionIndex
        new.dedupeKey = key
        new.concurrencyGroup = job.concurrencyGroup
        new.concurrencyLimit = job.concurrencyLimit
        new.deadline = job.deadline.map { now + ($0 - job.createdAt) }
        new.priority = job.priority
        new.maxAttempts = context.configuration.limits.attempts
        new.baseBranch = job.baseBranch
        new.item = job.item
        new.actor = actor
        new.agent = job.agent
        new.settings = settings.json
        new.trigger = job.trigger
        new.retryOf = job.id
        guard case .inserted(let made) = try tx.jobs.insert(new, now: now) else { return .notEnded }
        try tx.jobs.joinEvents(of: job.id, to: made.id, now: now)
        for write in JobAnnouncement(context: context, job: made).atStart() { try tx.writes.enqueue(write, now: now) }
        return .retried(made)
    }
}
