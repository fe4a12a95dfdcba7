internal import AgentRunner
internal import Configuration
internal import Identifiers
internal import JSON
internal import Storage

extension JobRun {
    static let finishedReason = "finished"
    private static let limitReason = "account limit"
    /// How long a job waits for a limit of which neither end nor account is known.
    private static let unknownLimit: Duration = .seconds(300)

    /// Records how a run ended, and turns a failed one into what it means for the attempt.
    func conclude(_ record: Storage.AgentRun, _ exit: ExitRecord, _ progress: AgentProgress) async throws -> RunConclusion {
        Failpoint.runEnded.reach()
        let proof: AgentOutcome.Proof = agent.runner == .command ? .exitCode : .resultMessage
        switch AgentOutcome.decide(exit: exit, result: progress.result, proof: proof) {
        case .finished(let summary):
            try await close(record, reason: Self.finishedReason, exit, progress)
            Failpoint.runClosed.reach()
            let job = job.id
            let (cost, count) = try await context.database.read { tx in (try tx.runs.cost(job), try tx.runs.list(job).count) }
            let work = AgentWork(
                summary: context.redactor.redacted(summary), costUSD: progress.result?.costUSD == nil ? nil : cost,
                turns: progress.turns, runs: count)
            var facts = JobFacts()
            facts.sessionID = record.sessionID
            facts.turns = work.turns
            try await keep(facts)
            return .finished(work)
        case .failed(let failure):
            let ledger = ModelLedger(runFolder: record.folder)
            let setback = AccountSetback(failure, retryAt: ledger.retryAt)
            let isLimit = if case .limit = setback { true } else { false }
            let news = try await close(
                record, reason: isLimit ? Self.limitReason : "\(failure)", exit, progress,
                setback: setback.map { ($0, failure.description) })
            Failpoint.runClosed.reach()
            if let news { context.log.warning(news.message, news.fields) }
            try control.check()
            let why = "the agent did not finish: \(failure.description)"
            if ledger.isOutOfBudget { return .meansAreSpent }
            guard let setback else { throw end(for: failure, why) }
            if agent.onLimit == .fail { throw JobEnd.failed(why) }
            if record.account != nil {
                try await note("\(record.account ?? "") can do no more: \(failure.description)", step: .agent, level: .warning)
                return .meansAreSpent
            }
            guard case .limit(let told) = setback else { throw JobEnd.failed(why) }
            throw JobEnd.wait(until: max(told ?? context.now() + Self.unknownLimit, context.now()), why: why)
        }
    }

    private func end(for failure: AgentFailure, _ why: String) -> JobEnd {
        switch failure.advice {
        case .retry, .resume, .startAnew: .retry(why)
        case .parkAccount, .repairAccount, .repairHost, .stop: .failed(why)
        }
    }

    /// Ends a run once, with what it cost and what it says about its account; gives what is news about that.
    @discardableResult
    func close(
        _ record: Storage.AgentRun, reason: String, _ exit: ExitRecord, _ progress: AgentProgress,
        setback: (AccountSetback, why: String)? = nil
    ) async throws -> (message: String, fields: [String: JSONValue])? {
        let end = RunEnd(reason: reason, exit, progress, ModelLedger(runFolder: record.folder))
        let fence = fence
        let reasonText = setback.map { context.redactor.redacted($0.why) } ?? ""
        return try await context.write { tx, now in
            guard try tx.runs.finish(record.id, end, now: now), let account = record.account else { return nil }
            if reason == Self.finishedReason { try tx.accounts.recordSuccess(account, now: now) }
            guard let setback else { return nil }
            // A lost attempt undoes all of this: whoever holds the job concludes the run again.
            return try Self.setAside(account, setback.0, why: reasonText, fence, tx, now: now)
        }
    }

    func recordSession(_ session: String, of run: Int64) async throws {
        try await context.write { tx, _ in try tx.runs.recordSession(run, sessionID: session) }
    }
}

extension RunEnd {
    /// The cost is what the agent reported; of one that did not come to it, what the proxy to its model counted. At the end of a
    /// budget, which the proxy keeps, it is never less than that.
    init(reason: String, _ exit: ExitRecord, _ progress: AgentProgress, _ ledger: ModelLedger) {
        self.init(reason: reason)
        if case .exited(let code) = exit.end { exitCode = Int(code) }
        costUSD = progress.result?.costUSD ?? (ledger.requests > 0 ? ledger.costUSD : nil)
        if ledger.isOutOfBudget { costUSD = max(costUSD ?? 0, ledger.costUSD) }
        turns = progress.turns
        inputTokens = progress.result?.tokens.input ?? (ledger.requests > 0 ? ledger.inputTokens : nil)
        outputTokens = progress.result?.tokens.output ?? (ledger.requests > 0 ? ledger.outputTokens : nil)
    }
}
