internal import Rules
internal import AgentRunner
internal import Configuration
internal import GitOps
internal import Identifiers
internal import JSON
internal import Storage

/// Carries one claimed job through its steps, each of them intent, effect, record.
///
/// A step that was recorded is not run again; one whose effect may have happened without a record is looked up first.
struct JobRun: Sendable {
    let context: EngineContext
    let job: Job
    let fence: Fence
    let control: JobControl
    let trigger: JobTrigger
    let settings: JobSettings
    /// nil for a job that updates a branch, which takes none of an agent's steps.
    let worker: AgentSettings?

    /// Runs to the end of this attempt; throws a `JobEnd`, or an error that one is made of, where it does not complete.
    func run() async throws -> JobEnd {
        try await startOverWhereOutOfReach()
        if let update = settings.update { return try await runUpdate(update) }
        if settings.mode == .resume { return try await runFollowUp() }
        let (source, clone) = try await fetch()
        let workspace = try await prepareWorkspace(source, clone)
        let work = try await runAgent(source, workspace, clone)
        try guardAnswer(work)
        if settings.result == .answer || !agent.writes { return .completed(.answered, note: work.summary) }
        let change = try await importTree(workspace, clone)
        guard !change.files.isEmpty else {
            return .completed(settings.result == .either ? .answered : .noChanges, note: work.summary)
        }
        let commit = try await commit(source, clone, change, work)
        try await guardChange(change, commit, clone)
        try await push(source, clone, commit)
        let pull = try await openPullRequest(source, change, commit, work)
        return .completed(.pullRequest, note: pull.url)
    }

    var agent: AgentSettings {
        guard let worker else { preconditionFailure("a job without an agent came to a step of an agent") }
        return worker
    }

    /// Performs a step once over all attempts.
    ///
    /// - Parameters:
    ///   - intent: what is about to be done; recorded before anything happens, and what a later attempt goes by.
    ///   - recover: looks whether an effect that was intended has happened; its result, or nil where it has not.
    ///   - effect: does it, and returns what later steps need.
    func perform(
        _ step: JobStepName, intent: JSONValue = [:], recover: (JSONValue) async throws -> JSONValue? = { _ in nil },
        effect: (JSONValue) async throws -> JSONValue
    ) async throws -> JSONValue {
        try control.check()
        let fence = fence
        var plan = intent
        let beginning = try await context.write { tx, now in
            try tx.steps.begin(fence, step: step.rawValue, intent: intent, now: now)
        }
        switch beginning {
        case .fresh: break
        case .finished(let result): return result
        case .interrupted(let recorded):
            plan = recorded
            if let result = try await recover(recorded) {
                try await record(step, result)
                return result
            }
        }
        Failpoint.step(step, .intended).reach()
        try control.check()
        let result = try await effect(plan)
        Failpoint.step(step, .done).reach()
        try await record(step, result)
        Failpoint.step(step, .recorded).reach()
        return result
    }

    private func record(_ step: JobStepName, _ result: JSONValue) async throws {
        let fence = fence
        try await context.write { tx, now in try tx.steps.finish(fence, step: step.rawValue, result: result, now: now) }
    }

    /// Adds a line of HookBot's own to the job's log.
    func note(_ text: String, step: JobStepName, level: LogLevel = .info) async throws {
        let entry = NewLogEntry(.system, context.redactor.redacted(text), level: level, step: step.rawValue)
        let job = job.id
        try await context.write { tx, now in try tx.logs.append(entry, to: job, now: now) }
    }

    /// Keeps what the attempt found out on the job itself, where lists and pages show it.
    func keep(_ facts: JobFacts) async throws {
        let fence = fence
        try await context.write { tx, now in try tx.jobs.record(facts, for: fence, now: now) }
    }

    /// Tells people on GitHub what is happening.
    func announce(_ stage: StatusComment.Stage) async throws {
        let announcement = JobAnnouncement(context: context, job: job)
        let writes = announcement.during(stage)
        try await context.write { tx, now in for write in writes { try tx.writes.enqueue(write, now: now) } }
    }
}
