internal import BlockingWork
internal import JSON
internal import POSIX

extension AgentRun {
    /// Finds a run again, as after a restart of the daemon. A run without a living
    /// supervisor is settled for good; a process that merely has the supervisor's number is not taken for it.
    package static func attach(folder path: String) async throws(AgentError) -> AttachResult {
        let folder = RunFolder(path)
        do {
            return try await work.run { try attachBlocking(folder) }
        } catch let error as AgentError {
            throw error
        } catch {
            throw .storage("\(error)")
        }
    }

    private static func attachBlocking(
        _ folder: RunFolder, patience: Duration = .seconds(10)
    ) throws(AgentError) -> AttachResult {
        guard Files.isFolder(folder.path) else { return .lost }
        let deadline = ContinuousClock.now + patience
        while true {
            if let record = try RunSettlement.settle(folder) { return record.end == .lost ? .lost : .ended(record) }
            // A supervisor lives: only that holds the lock. It may not have said yet which process it is.
            if let run = try supervised(folder) { return .running(run) }
            guard ContinuousClock.now < deadline else { throw .supervisorFailed("it holds \(folder.lock) and does nothing") }
            pause()
        }
    }

    private static func supervised(_ folder: RunFolder) throws(AgentError) -> AgentRun? {
        guard let value = try folder.readJSON(folder.supervisor), let identity = ProcessIdentity(value), identity.isRunning,
            // The descriptor stands for whoever has the number now, so the identity is compared again once it is open.
            let end = try? Descriptor.end(of: identity.identifier), identity.isRunning
        else { return nil }
        let launch = try folder.readJSON(folder.launch)
        return AgentRun(
            folder: folder, supervisor: identity, end: end, isSandboxed: launch?["sandboxed"]?.bool ?? false)
    }
}
