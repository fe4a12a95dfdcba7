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
            effect: { _ in try await self.work(source, workspace, clone).json })
        return AgentWork(json: result)
    }

    /// Starts runs until one has done the work: an account that is used up or refused is the next one's turn.
    private func work(_ source: JobSource, _ workspace: GitOps.Workspace, _ clone: BareClone) async throws -> AgentWork {
        while true {
            if case .finished(let work) = try await startRun(source, workspace, clone) { return work }
        }
    }

    func runs() async throws -> [Storage.AgentRun] {
        let job = job.id
        return try await context.database.read { try $0.runs.list(job) }
    }

    /// Goes on with a run that has no recorded end; nil where there is none, or nothing is left of it.
    private func takeUpLastRun() async throws -> AgentWork? {
        guard let last = try await runs().last, isHere(last) else { return nil }
        if last.finishedAt != nil {
            // Ended and closed, but the step was not recorded any more: the work is there, it is not paid for twice.
            guard last.end?.reason == Self.finishedReason,
                case .ended(let exit) = try await AgentRunner.AgentRun.attach(folder: last.folder)
            else { return nil }
            return try await conclude(last, exit, try await replay(last)).work
        }
        switch try await AgentRunner.AgentRun.attach(folder: last.folder) {
        case .running(let run):
            try await note("the agent went on while HookBot was away", step: .agent)
            return try await follow(run, last).work
        case .ended(let exit):
            try await note("the agent ended while HookBot was away", step: .agent)
            return try await conclude(last, exit, try await replay(last)).work
        case .lost:
            try await note("the agent's run was lost", step: .agent, level: .warning)
            let progress = try await replay(last)
            if let session = progress.session?.identifier { try await recordSession(session, of: last.id) }
            try await close(last, reason: "lost", ExitRecord(end: .lost), progress)
            return nil
        }
    }

    /// Starts the next run: in the conversation of an earlier one where there is one to go on with, else from a clean checkout.
    private func startRun(_ source: JobSource, _ workspace: GitOps.Workspace, _ clone: BareClone) async throws -> RunConclusion {
        try control.check()
        let earlier = try await runs()
        let number = earlier.count + 1
        let folder = "\(self.folder)/runs/\(number)"
        let inherited = earlier.isEmpty ? try await inheritConversation() : nil
        let beginning = try await beginRun(alias: "run-\(number)", folder: folder, after: earlier, inheriting: inherited)
        Failpoint.runRecorded.reach()
        let run: AgentRunner.AgentRun
        do {
            try await announce(.working(step: JobStepName.agent.activity))
            if !beginning.isResumed, !earlier.isEmpty { try await makeWorkspace(workspace, clone) }
            // The folder is the run's: one that a killed start left behind is in the way.
            try await context.blocking.run { try Files.removeTree(folder) }
            let prompt = try await prompt(
                isCutOff: beginning.isResumed && !earlier.isEmpty, inherits: beginning.isResumed, source, clone)
            let launch = try launch(in: folder, beginning, prompt, workspace, clone)
            let check = launch.sandbox.mode == .off ? nil : await context.sandboxChecks.check(launch.sandbox.network)
            run = try await AgentRunner.AgentRun.start(launch, executable: context.executable, check: check)
        } catch {
            try await context.write { tx, now in try tx.runs.finish(beginning.run, RunEnd(reason: "not started"), now: now) }
            throw error
        }
        Failpoint.runStarted.reach()
        let supervisor = run.supervisor
        var facts = JobFacts()
        facts.pid = Int(supervisor.identifier)
        facts.sessionID = beginning.sessionID
        try await keep(facts)
        try await context.write { tx, _ in
            try tx.runs.recordProcess(
                beginning.run, pid: Int(supervisor.identifier), pidStarted: Int64(supervisor.startTicks),
                bootID: supervisor.bootID)
        }
        if let why = run.sandboxNote { try await note("no sandbox: \(why)", step: .agent, level: .warning) }
        guard let record = try await runs().last else { throw JobEnd.failed("the run that was just started is gone") }
        return try await follow(run, record)
    }

    /// Listens to a run until it ends, or until this attempt must not go on.
    private func follow(_ run: AgentRunner.AgentRun, _ record: Storage.AgentRun) async throws -> RunConclusion {
        let events = run.events()
        let board = ProgressBoard()
        let telling = Task { await tellProgress(on: board, of: record) }
        defer { telling.cancel() }
        let progress: AgentProgress? = try await withThrowingTaskGroup(of: AgentProgress?.self) { group in
            group.addTask { try await self.listen(to: events, of: record, showing: board) }
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
}
