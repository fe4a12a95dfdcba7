internal import BlockingWork
internal import GitOps
internal import Identifiers
internal import JSON
internal import Storage

extension JobRun {
    /// Whether the folder and the processes of a run are on this machine.
    func isHere(_ run: Storage.AgentRun) -> Bool { run.node == nil || run.node == context.node }

    /// An attempt on another machine left its checkout and its commit there. Unless a commit has reached GitHub, from where it can be
    /// fetched, the work is done again from the same start.
    func startOverWhereOutOfReach() async throws {
        guard job.attempt > 1, let last = try await runs().last, !isHere(last) else { return }
        let job = job.id
        let steps = try await context.database.read { try $0.steps.list(job) }
        let commits = [JobStepName.commit, .push].flatMap { name in
            steps.filter { $0.name == name.rawValue }.flatMap { [$0.result?["commit"], $0.intent["commit"]] }
        }.compactMap { $0?.string.flatMap { CommitID($0) } }
        if !commits.isEmpty {
            let clone = try await updateClone()
            for commit in commits where try await clone.contains(commit) { return }
        }
        let lost = [JobStepName.workspace, .agent, .importTree, .commit, .push].filter { name in
            steps.contains { $0.name == name.rawValue }
        }
        guard !lost.isEmpty else { return }
        let fence = fence
        try await context.write { tx, _ in for step in lost { try tx.steps.forget(fence, step: step.rawValue) } }
        try await note(
            "the attempt before was made on another machine (\(last.node ?? "")); its work is done again here", step: .workspace,
            level: .warning)
    }
}
