internal import BlockingWork
internal import Configuration
internal import Storage
internal import GitOps
internal import JSON
internal import POSIX

extension JobRun {
    /// The folder that belongs to this job alone: its workspace, and one folder for each run of its agent.
    var folder: String { "\(context.configuration.storage.dataFolder)/jobs/\(job.id)" }

    /// Makes the checkout the agent works in; one that a killed attempt left half-made is made anew.
    func prepareWorkspace(_ source: JobSource, _ clone: BareClone) async throws -> GitOps.Workspace {
        let workspace = GitOps.Workspace(path: "\(folder)/workspace", branch: source.branch, base: source.base)
        _ = try await perform(.workspace) { _ in
            try await makeWorkspace(workspace, clone)
            var facts = JobFacts()
            facts.worktreePath = workspace.tree
            try await keep(facts)
            return ["path": .string(workspace.path)]
        }
        // After a step that is past, a missing tree is no harm; before the agent's work is in, it is made again.
        if !Files.exists(workspace.tree), try await !isRecorded(.importTree) {
            if try await isRecorded(.agent) { throw JobEnd.failed("the checkout with the agent's work is gone") }
            try await makeWorkspace(workspace, clone)
        }
        return workspace
    }

    /// Throws away what lies in the workspace and checks the base out again.
    func makeWorkspace(_ workspace: GitOps.Workspace, _ clone: BareClone) async throws {
        try await context.blocking.run { try Files.removeTree(workspace.path) }
        _ = try await clone.createWorkspace(at: workspace.path, branch: workspace.branch, base: workspace.base)
    }

    func hasBegun(_ step: JobStepName) async throws -> Bool {
        let job = job.id
        return try await context.database.read { try $0.steps.step(job, step.rawValue) != nil }
    }

    func isRecorded(_ step: JobStepName) async throws -> Bool {
        let job = job.id
        return try await context.database.read { try $0.steps.step(job, step.rawValue)?.result != nil }
    }
}
