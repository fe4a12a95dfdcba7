internal import AgentRunner
internal import BlockingWork
internal import Configuration
internal import Identifiers
internal import JSON
internal import Storage

extension JobRun {
    /// Tells people now and then what the agent does, until the task is cancelled. That fails at times, which ends no job.
    func tellProgress(on board: ProgressBoard, of record: Storage.AgentRun) async {
        var told = 0
        while !Task.isCancelled {
            let pause = ProgressReport.pause(after: told, first: context.configuration.limits.progress)
            do { try await Task.sleep(for: pause) } catch { return }
            do {
                try await tell(board.latest, record)
            } catch StorageError.fenced {
                return
            } catch {
                if Task.isCancelled { return }
                context.log.warning(
                    "how far an agent is could not be told", ["job": .string(job.id.description), "error": .string("\(error)")])
            }
            told += 1
        }
    }

    private func tell(_ progress: AgentProgress, _ record: Storage.AgentRun) async throws {
        let folder = record.folder
        let ledger = try await context.blocking.run { ModelLedger(runFolder: folder) }
        let spent = (try await runs().filter { $0.id != record.id }.compactMap { $0.end?.costUSD }).reduce(0, +)
        // What it works on is the agent's to name: a secret in it, however it is written, is told to nobody.
        let tool = try progress.currentTool.flatMap { use in
            try gate().problem(with: "\(use.name) \(use.subject)", called: "agent's step") == nil ? (use.name, use.subject) : nil
        }
        let report = ProgressReport(
            tool: tool, toolCalls: progress.toolCalls, elapsed: context.now() - record.startedAt,
            costUSD: spent + ledger.costUSD)
        let text = context.redactor.redacted(report.text)
        let step = "\(JobStepName.agent.activity) · \(text)"
        let writes = JobAnnouncement(context: context, job: job).progress(.working(step: step))
        let (fence, half) = (fence, max(1, context.configuration.limits.writesPerHour / 2))
        try await context.write { tx, now in
            var facts = JobFacts()
            facts.note = text
            try tx.jobs.record(facts, for: fence, now: now)
            // Half of an hour's writes are kept for what nobody may miss.
            let sent = try tx.writes.lastSent(limit: half)
            if sent.count == half, let oldest = sent.last, oldest > now + .seconds(-3600) { return }
            for write in writes { try tx.writes.enqueue(write, now: now) }
        }
    }
}
