internal import Configuration
internal import AgentRunner
internal import GitHubAPI
internal import GitOps
internal import Identifiers
internal import JSON
internal import POSIX
internal import Storage

/// One attempt at a job: runs its steps, turns whatever came of them into one end, and records that end with what it means for GitHub.
struct JobAttempt: Sendable {
    let context: EngineContext
    let job: Job
    let fence: Fence
    let control: JobControl

    func run() async {
        let log = ["job": JSONValue.string(job.id.description), "attempt": .integer(Int64(job.attempt))]
        context.log.info("job started", log)
        var end = await attempt()
        if case .retry(let why) = end, job.attempt >= job.maxAttempts {
            end = .failed("\(why) (after \(job.attempt) \(job.attempt == 1 ? "attempt" : "attempts"))")
        }
        do {
            try await JobFinish(context: context, job: job, fence: fence).record(end)
            context.log.info("job ended", log.merging(["end": .string("\(end)")]) { $1 })
        } catch StorageError.fenced {
            context.log.warning("the job belongs to another attempt by now", log)
        } catch {
            // The lease runs out and the job is taken up again; nothing was decided.
            context.log.error("a job's end could not be recorded", log.merging(["error": .string("\(error)")]) { $1 })
        }
    }

    private func attempt() async -> JobEnd {
        do {
            guard let trigger = JobTrigger(json: job.trigger), let settings = JobSettings(json: job.settings) else {
                return .failed("what this job was asked to do cannot be read; it was stored by another version")
            }
            let agent = context.configuration.agent(named: settings.agent)
            guard settings.update != nil || agent != nil else {
                return .failed("the configuration has no [agent.\(settings.agent)] any more")
            }
            return try await JobRun(
                context: context, job: job, fence: fence, control: control, trigger: trigger, settings: settings, worker: agent
            ).run()
        } catch {
            return JobEnd(error)
        }
    }
}

extension JobEnd {
    /// What an error of a step means for the attempt.
    init(_ error: any Error) {
        self =
            switch error {
            case let end as JobEnd: end
            case StorageError.fenced: .fenced
            case let error as StorageError: .retry("the database: \(error)")
            case let error as GitError: error.isTransient ? .retry("git: \(error)") : .failed("git: \(error)")
            case GitHubError.rateLimited(let until, _): .wait(until: until, why: "GitHub: \(error)")
            case let error as GitHubError:
                error.isTransient || error.outcomeUnknown ? .retry("GitHub: \(error)") : .failed("GitHub: \(error)")
            case AgentError.storage(let why), AgentError.supervisorFailed(let why): .retry("the agent's run: \(why)")
            case let error as AgentError: .failed("\(error)")
            case let error as SystemError: error.isOutOfSpace ? .retry("\(error)") : .failed("\(error)")
            default: .failed("\(error)")
            }
    }
}
