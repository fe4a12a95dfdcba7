internal import BlockingWork
internal import AgentRunner
internal import Configuration
internal import GitOps
internal import Identifiers
internal import JSON
internal import POSIX
internal import Storage

extension JobRun {
    /// Has the agent do the work: goes on with a run that outlived the daemon, resumes one that died with it, or starts the first.
    func runAgent(_ source: JobSource, _ workspace: GitOps.Workspace, _ clone: BareClone) async throws -> AgentWork {
        let result = try await perform(
            .agent, recover: { _ in try await self.takeUpLastRun()?.json },
            effect: { _ in try await self.startRun(source, workspace, clone).json })
        return AgentWork(json: result)
    }

    private func runs() async throws -> [Storage.AgentRun] {
        let job = job.id
        return try await context.database.read { try $0.runs.list(job) }
    }

    /// Goes on with a run that has no recorded end; nil where there is none, or nothing is left of it.
    private func takeUpLastRun() async throws -> AgentWork? {
        guard let last = try await runs().last else { return nil }
        if last.finishedAt != nil {
            // Ended and closed, but the step was not recorded any more: the work is there, it is not paid for twice.
            guard last.end?.reason == Self.finishedReason,
                case .ended(let exit) = try await AgentRunner.AgentRun.attach(folder: last.folder)
            else { return nil }
            return try await conclude(last, exit, try await replay(last))
        }
        switch try await AgentRunner.AgentRun.attach(folder: last.folder) {
        case .running(let run):
            try await note("the agent went on while HookBot was away", step: .agent)
            return try await follow(run, last)
        case .ended(let exit):
            try await note("the agent ended while HookBot was away", step: .agent)
            return try await conclude(last, exit, try await replay(last))
        case .lost:
            try await note("the agent's run was lost", step: .agent, level: .warning)
            let progress = try await replay(last)
            if let session = progress.session?.identifier { try await recordSession(session, of: last.id) }
            try await close(last.id, reason: "lost", ExitRecord(end: .lost), progress)
            return nil
        }
    }

    /// Starts the next run: in the conversation of an earlier one where there is one to go on with, else from a clean checkout.
    private func startRun(_ source: JobSource, _ workspace: GitOps.Workspace, _ clone: BareClone) async throws -> AgentWork {
        try await announce(.working(step: JobStepName.agent.activity))
        let earlier = try await runs()
        let isForgotten = earlier.last?.end?.reason.contains("unknownSession") == true
        let resumed = isForgotten ? nil : earlier.last { $0.isWorthResuming(by: agent.runner) }?.sessionID
        if resumed == nil, !earlier.isEmpty { try await makeWorkspace(workspace, clone) }
        let session = resumed ?? context.newUUID()
        let account = try await account(after: earlier)
        let folder = "\(self.folder)/runs/\(earlier.count + 1)"
        let (fence, alias) = (fence, "run-\(earlier.count + 1)")
        // The folder is the run's: one that a killed start left behind is in the way.
        try await context.blocking.run { try Files.removeTree(folder) }
        let launch = try launch(
            in: folder, session: resumed.map(ClaudeSession.resume) ?? .new(session), account, source, workspace, clone)
        let id = try await context.write { tx, now in
            try tx.runs.start(fence, NewRun(alias: alias, folder: folder, account: account?.name, sessionID: session), now: now)
        }
        let run: AgentRunner.AgentRun
        do {
            let check = launch.sandbox.mode == .off ? nil : await context.sandboxChecks.check(launch.sandbox.network)
            run = try await AgentRunner.AgentRun.start(launch, executable: context.executable, check: check)
        } catch {
            try await context.write { tx, now in try tx.runs.finish(id, RunEnd(reason: "not started"), now: now) }
            throw error
        }
        let supervisor = run.supervisor
        var facts = JobFacts()
        facts.pid = Int(supervisor.identifier)
        facts.sessionID = session
        try await keep(facts)
        try await context.write { tx, _ in
            try tx.runs.recordProcess(
                id, pid: Int(supervisor.identifier), pidStarted: Int64(supervisor.startTicks), bootID: supervisor.bootID)
        }
        if let why = run.sandboxNote { try await note("no sandbox: \(why)", step: .agent, level: .warning) }
        guard let record = try await runs().last else { throw JobEnd.failed("the run that was just started is gone") }
        return try await follow(run, record)
    }

    /// The first of the agent's accounts that has something left: not used up by an earlier run of this job, where the owner wants
    /// the next one then, and within its quota.
    private func account(after earlier: [Storage.AgentRun]) async throws -> AccountSettings? {
        guard !agent.accounts.isEmpty else { return nil }
        let spent = agent.onLimit == .otherAccount ? earlier.filter { $0.end?.reason == Self.limitReason }.count : 0
        let order = agent.accounts.indices.map { agent.accounts[($0 + spent) % agent.accounts.count] }
        let now = context.now()
        var earliest: Timestamp?
        for account in order.compactMap({ context.configuration.account(named: $0) }) {
            guard let quota = account.quota else { return account }
            let since = Timestamp(milliseconds: now.milliseconds - quota.window.wholeMilliseconds)
            let name = account.name
            let starts = try await context.database.read { try $0.runs.starts(account: name, since: since) }
            if starts.count < quota.messages { return account }
            let free = starts[starts.count - quota.messages] + quota.window
            earliest = earliest.map { min($0, free) } ?? free
        }
        guard let earliest else { return nil }
        throw JobEnd.wait(until: earliest, why: "every account of [agent.\(agent.name)] has used up its quota")
    }

    /// How long an account rests that did not say when its limit ends.
    private static let unknownLimit: Duration = .seconds(300)
    private static let limitReason = "account limit"
    private static let finishedReason = "finished"

    /// Listens to a run until it ends, or until this attempt must not go on.
    private func follow(_ run: AgentRunner.AgentRun, _ record: Storage.AgentRun) async throws -> AgentWork {
        let events = run.events()
        let progress: AgentProgress? = try await withThrowingTaskGroup(of: AgentProgress?.self) { group in
            group.addTask { try await self.listen(to: events, of: record) }
            group.addTask {
                for await demand in self.control.demands() {
                    switch demand {
                    case .proceed: continue
                    case .cancel: try run.cancel()
                    // Whoever holds the job now goes on with this very run.
                    case .yield: throw JobEnd.fenced
                    // The agent works on under its supervisor; the next service takes it up.
                    case .drain: throw JobEnd.draining
                    }
                }
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        return try await conclude(record, await run.wait(), progress ?? AgentProgress())
    }

    /// What an ended run reported, its lines added to the log as far as they are not there yet.
    private func replay(_ record: Storage.AgentRun) async throws -> AgentProgress {
        guard Files.isFolder(record.folder) else { return AgentProgress() }
        return try await listen(to: AgentRunner.AgentRun.recordedEvents(folder: record.folder), of: record)
    }

    private func listen(to chunks: AsyncStream<StreamChunk>, of record: Storage.AgentRun) async throws -> AgentProgress {
        let (job, run) = (job.id, record.id)
        var known = try await context.database.read { try $0.logs.count(job, run: run) }
        var reader = AgentStreamReader(tree: "\(folder)/workspace/tree")
        var progress = AgentProgress()
        // Whole lines, so that the same output makes the same entries however it was read.
        var (outputLines, errorLines) = (LineSplitter(), LineSplitter())
        for await chunk in chunks {
            var entries: [NewLogEntry] = []
            switch chunk.source {
            case .errorOutput: entries = errorLines.feed(chunk.bytes).map { rawEntry($0, .stderr, run) }
            case .output where agent.runner == .command:
                entries = outputLines.feed(chunk.bytes).map { rawEntry($0, .stdout, run) }
            case .output:
                for event in reader.read(chunk.bytes) {
                    progress.apply(event)
                    if let entry = logEntry(for: event, run: run) { entries.append(entry) }
                }
            }
            // After a restart the files are read from the start; what was stored then is not stored again.
            let skipped = min(known, entries.count)
            known -= skipped
            try await append(Array(entries.dropFirst(skipped)))
        }
        var rest: [NewLogEntry] = []
        for event in reader.finish() {
            progress.apply(event)
            if let entry = logEntry(for: event, run: run) { rest.append(entry) }
        }
        rest += [outputLines.finish().map { rawEntry($0, .stdout, run) }, errorLines.finish().map { rawEntry($0, .stderr, run) }]
            .compactMap(\.self)
        try await append(Array(rest.dropFirst(min(known, rest.count))))
        return progress
    }

    private func rawEntry(_ line: LineSplitter.Line, _ stream: LogStream, _ run: Int64) -> NewLogEntry {
        NewLogEntry(stream, String(decoding: line.bytes, as: UTF8.self), run: run, step: JobStepName.agent.rawValue)
    }

    private func append(_ entries: [NewLogEntry]) async throws {
        guard !entries.isEmpty else { return }
        let job = job.id
        let safe = entries.map { entry in
            var entry = entry
            entry.content = context.redactor.redacted(entry.content)
            entry.fields = entry.fields.map(context.redactor.redacted)
            return entry
        }
        try await context.write { tx, now in try tx.logs.append(safe, to: job, now: now) }
    }

    /// Records how a run ended, and turns a failed one into what it means for the attempt.
    private func conclude(
        _ record: Storage.AgentRun, _ exit: ExitRecord, _ progress: AgentProgress
    ) async throws -> AgentWork {
        let proof: AgentOutcome.Proof = agent.runner == .command ? .exitCode : .resultMessage
        let outcome = AgentOutcome.decide(exit: exit, result: progress.result, proof: proof)
        switch outcome {
        case .finished(let summary):
            try await close(record.id, reason: Self.finishedReason, exit, progress)
            let job = job.id
            let (cost, count) = try await context.database.read { tx in (try tx.runs.cost(job), try tx.runs.list(job).count) }
            let work = AgentWork(
                summary: context.redactor.redacted(summary), costUSD: progress.result?.costUSD == nil ? nil : cost,
                turns: progress.turns, runs: count)
            var facts = JobFacts()
            facts.sessionID = record.sessionID
            facts.costUSD = work.costUSD
            facts.turns = work.turns
            try await keep(facts)
            return work
        case .failed(let failure):
            let isLimit = if case .parkAccount = failure.advice { true } else { false }
            try await close(record.id, reason: isLimit ? Self.limitReason : "\(failure)", exit, progress)
            try control.check()
            throw try await end(for: failure, resumesAt: ModelLedger(runFolder: record.folder).retryAt)
        }
    }

    /// `resumesAt` is when the model itself said that it may be asked again; the agent's own stream does not always tell.
    private func end(for failure: AgentFailure, resumesAt: Timestamp?) async throws -> JobEnd {
        let why = "the agent did not finish: \(failure.description)"
        switch failure.advice {
        case .retry, .resume, .startAnew: return .retry(why)
        case .parkAccount(let told):
            let until = told ?? resumesAt.map { max($0, context.now()) }
            switch agent.onLimit {
            case .fail: return .failed(why)
            case .wait: return .wait(until: until ?? context.now() + Self.unknownLimit, why: why)
            case .otherAccount:
                let spent = try await runs().count { $0.end?.reason == Self.limitReason }
                let isLast = spent % max(agent.accounts.count, 1) == 0
                return isLast
                    ? .wait(until: until ?? context.now() + Self.unknownLimit, why: why) : .wait(until: context.now(), why: why)
            }
        case .repairAccount, .repairHost, .stop: return .failed(why)
        }
    }

    private func close(_ run: Int64, reason: String, _ exit: ExitRecord, _ progress: AgentProgress) async throws {
        var end = RunEnd(reason: reason)
        if case .exited(let code) = exit.end { end.exitCode = Int(code) }
        end.costUSD = progress.result?.costUSD
        end.turns = progress.turns
        end.inputTokens = progress.result?.tokens.input
        end.outputTokens = progress.result?.tokens.output
        let final = end
        try await context.write { tx, now in try tx.runs.finish(run, final, now: now) }
    }

    private func recordSession(_ session: String, of run: Int64) async throws {
        try await context.write { tx, _ in try tx.runs.recordSession(run, sessionID: session) }
    }
}

extension Storage.AgentRun {
    /// Whether its conversation exists and going on with it may help.
    fileprivate func isWorthResuming(by runner: AgentSettings.Runner) -> Bool {
        runner == .claude && end?.reason != "not started" && (end?.turns ?? 0) > 0
    }
}
