internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Storage
internal import Synchronization

/// Compares what GitHub says it delivered with the inbox, and asks for what never came: GitHub itself never tries again
/// (https://docs.github.com/en/webhooks/using-webhooks/handling-failed-webhook-deliveries).
final class CatchUp: Sendable {
    private let context: EngineContext
    private let duty: Duty
    private let sweep: Sweep
    /// Repositories whose webhooks may not be read, each told once.
    private let closed = Mutex<Set<RepositoryName>>([])

    private static let pauseForIdentity: Duration = .milliseconds(200)

    /// `stored` is called when an event was looked up.
    init(context: EngineContext, duty: Duty, stored: @escaping @Sendable () -> Void) {
        self.context = context
        sweep = Sweep(context: context, stored: stored)
        self.duty = duty
    }

    /// Compares once GitHub is there, and again in the interval of the configuration, until the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            var pause = Self.pauseForIdentity
            if context.identity != nil {
                // Without an answer from the database there is nothing to compare with.
                let isOurs = (try? await duty.hold()).map { $0 != .elsewhere } ?? false
                if isOurs {
                    await compareAll()
                    await sweepAll()
                }
                pause = isOurs ? context.configuration.gitHub.catchUp : duty.pause
            }
            do { try await Task.sleep(for: pause) } catch { return }
        }
    }

    private func compareAll() async {
        do {
            for feed in try await feeds() {
                if Task.isCancelled { return }
                try await compare(feed)
            }
        } catch {
            if Task.isCancelled { return }
            context.log.warning("deliveries could not be compared with GitHub's list", ["error": .string("\(error)")])
        }
    }

    private func feeds() async throws -> [DeliveryFeed] {
        if case .app = context.configuration.gitHub.identity { return [.app] }
        var feeds: [DeliveryFeed] = []
        for repository in try await repositories() { feeds += try await hooks(of: repository) }
        return feeds
    }

    /// Those of the configuration, and those that anything was ever done for.
    private func repositories() async throws -> [RepositoryName] {
        let stored = try await context.database.read { try $0.repositories.list().filter { $0.provider == "github" }.map(\.name) }
        var seen: Set<RepositoryName> = []
        return (context.configuration.gitHub.repositories + stored).filter { seen.insert($0).inserted }
    }

    /// After the comparison, as what GitHub delivers again need not be looked up.
    private func sweepAll() async {
        // Without an answer from the database there is nothing to compare with.
        guard let repositories = try? await repositories() else { return }
        await sweep.run(repositories)
    }

    private func hooks(of repository: RepositoryName) async throws(GitHubError) -> [DeliveryFeed] {
        let publicURL = context.configuration.server.publicURL
        do throws(GitHubError) {
            return try await context.github.all(.hooks(of: repository))
                .filter { $0.isActive && DeliveryFeed.isOurs($0.url, publicURL: publicURL) }
                .map { .hook($0.id, repository) }
        } catch {
            switch error {
            case .notFound, .forbidden, .gone:
                if closed.withLock({ $0.insert(repository).inserted }) {
                    context.log.info(
                        "missed deliveries cannot be looked for: the token may not read this repository's webhooks",
                        ["repository": .string("\(repository)"), "error": .string("\(error)")])
                }
                return []
            default: throw error
            }
        }
    }

    private func compare(_ feed: DeliveryFeed) async throws {
        let start = context.now()
        let name = feed.name
        let last = try await context.database.read { try $0.feeds.comparedAt(name) }
        let since = MissedDeliveries.start(
            last: last, now: start, kept: context.configuration.storage.retention.deliveries)
        let attempts = try await context.github.all(feed.deliveries, until: { $0.deliveredAt < since })
            .filter { $0.deliveredAt >= since }
        let missed = try await context.database.read { tx in
            try MissedDeliveries(among: attempts, trustsAnswers: last == nil) { try tx.deliveries.contains($0) }
        }
        let wanted = missed.wanted.prefix(context.configuration.gitHub.redeliveries)
        for delivery in wanted {
            if Task.isCancelled { return }
            try await context.github.send(feed.redelivery(of: delivery.id))
            context.log.warning(
                "a delivery was missed and asked for again",
                [
                    "delivery": .string("\(delivery.guid)"), "event": .string(delivery.event), "hook": .string(name),
                    "delivered_at": .string("\(delivery.deliveredAt)"), "status": .integer(delivery.statusCode),
                ])
        }
        if missed.hopeless > 0 {
            context.log.error(
                "deliveries failed too often to be asked for again; 'recent deliveries' of the webhook says why",
                ["hook": .string(name), "count": .integer(Int64(missed.hopeless))])
        }
        // What is left for the next time must still lie within its reach.
        guard wanted.count == missed.wanted.count else { return }
        try await context.write { tx, _ in try tx.feeds.record(name, comparedAt: start) }
    }
}
