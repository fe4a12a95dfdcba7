internal import BlockingWork
internal import Configuration
internal import Identifiers
internal import JSON
internal import POSIX
internal import Rules
internal import Storage

/// Forgets deliveries, logs, rests that are over, and the folders of ended jobs once they are older than the configuration wants to keep them.
struct Retention: Sendable {
    let context: EngineContext

    /// Rows forgotten in one transaction, so that receiving never waits long.
    private static let batch = 500

    func run() async throws {
        let storage = context.configuration.storage
        let now = context.now()
        func before(_ age: Duration) -> Timestamp { Timestamp(milliseconds: now.milliseconds - age.wholeMilliseconds) }
        let (deliveries, logs) = (before(storage.retention.deliveries), before(storage.retention.logs))
        try await inBatches { try $0.deliveries.prune(before: deliveries, limit: Self.batch) }
        try await inBatches { try $0.logs.prune(endedBefore: logs, limit: Self.batch) }
        let window = before(context.configuration.limits.botWindow)
        try await inBatches { try $0.botAnswers.prune(before: window, limit: Self.batch) }
        for rule in context.configuration.rules {
            guard let rest = rule.cooldown?.every else { continue }
            let (name, start) = (rule.name, before(rest))
            try await inBatches { try $0.ruleStarts.prune(rule: name, before: start, limit: Self.batch) }
        }
        try await removeFolders(endedBefore: before(storage.retention.failedWorkspaces))
    }

    private func inBatches(_ prune: @escaping @Sendable (Transaction) throws -> Int) async throws {
        var count = Self.batch
        while count == Self.batch, !Task.isCancelled {
            count = try await context.database.write(prune)
        }
    }

    /// The folders of jobs: checkouts that were kept, run output, the agent's conversation.
    private func removeFolders(endedBefore moment: Timestamp) async throws {
        let root = "\(context.configuration.storage.dataFolder)/jobs"
        guard Files.isFolder(root) else { return }
        for name in try await context.blocking.run({ try Files.names(in: root) }) {
            guard let id = JobID(name) else { continue }
            let job = try await context.database.read { try $0.jobs.find(id) }
            // A folder without a job is what a crash between its making and the record left.
            let isOver = job.map { $0.state.isTerminal && ($0.completedAt ?? $0.updatedAt) < moment } ?? true
            guard isOver else { continue }
            try await context.blocking.run { try Files.removeTree("\(root)/\(name)") }
            context.log.debug("the folder of an ended job was removed", ["job": .string(name)])
        }
    }
}
