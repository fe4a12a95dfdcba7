internal import Configuration
internal import GitHubAPI
internal import Identifiers
internal import JSON
internal import Rules
internal import Storage
internal import Synchronization

/// Looks through open issues and pull requests for labels and comments that no delivery told of: the way for those who may not read
/// a webhook's list of deliveries, and for what GitHub never sent.
final class Sweep: Sendable {
    private let context: EngineContext
    private let stored: @Sendable () -> Void
    /// Repositories that may not be looked through, each told once.
    private let closed = Mutex<Set<RepositoryName>>([])

    /// The clock of an event's record and that of its delivery may differ by this much.
    static let tolerance: Duration = .seconds(120)
    /// `stored` is called when something was found.
    init(context: EngineContext, stored: @escaping @Sendable () -> Void) {
        self.context = context
        self.stored = stored
    }

    /// Sweeps each repository once.
    func run(_ repositories: [RepositoryName]) async {
        guard context.configuration.gitHub.sweptItems > 0 else { return }
        for repository in repositories {
            if Task.isCancelled { return }
            do { try await sweep(repository) } catch {
                if Task.isCancelled { return }
                report(error, repository)
            }
        }
    }

    private func report(_ error: any Error, _ repository: RepositoryName) {
        let fields: [String: JSONValue] = ["repository": .string("\(repository)"), "error": .string("\(error)")]
        switch error {
        case GitHubError.notFound, GitHubError.forbidden, GitHubError.gone:
            if closed.withLock({ $0.insert(repository).inserted }) {
                context.log.info("open items cannot be looked through for missed events", fields)
            }
        default: context.log.warning("open items could not be looked through for missed events", fields)
        }
    }

    private func sweep(_ repository: RepositoryName) async throws {
        let (name, beginning) = ("sweep/\(repository)", "sweep/\(repository)/first")
        let start = context.now()
        let settings = context.configuration.gitHub
        let (last, first) = try await context.database.read { tx in
            (try tx.feeds.comparedAt(name), try tx.feeds.comparedAt(beginning))
        }
        // What was there before the first look is nobody's order to this service.
        guard let last, let first else {
            try await record(beginning, start)
            return try await record(name, start)
        }
        let window = SweepWindow(first: first, last: last, now: start, settling: settings.sweepAfter)
        let items = try await context.github.all(WebhookObjects.openItems(since: window.from, in: repository))
        let chosen = items.prefix(settings.sweptItems)
        var missed: [MissedEvent] = []
        let id = chosen.isEmpty ? 0 : try await number(of: repository)
        for item in chosen {
            if Task.isCancelled { return }
            missed += try await self.missed(on: item, repository, id, window)
        }
        if !missed.isEmpty { try await store(missed, repository) }
        let isWhole = chosen.count == items.count
        let reached = chosen.last?["updated_at"]?.string.flatMap { Timestamp(iso8601: $0) } ?? last
        try await record(name, isWhole ? start : max(reached, last))
    }

    private func record(_ name: String, _ moment: Timestamp) async throws {
        try await context.write { tx, _ in try tx.feeds.record(name, comparedAt: moment) }
    }

    /// GitHub's own number of a repository.
    private func number(of repository: RepositoryName) async throws -> Int64 {
        let stored = try await context.database.read { try $0.repositories.find(provider: "github", name: repository) }
        if let known = stored?.externalID { return known }
        return try await context.github.send(WebhookObjects.repository(repository))["id"]?.integer ?? 0
    }

    private func missed(
        on item: JSONValue, _ repository: RepositoryName, _ id: Int64, _ window: SweepWindow
    ) async throws -> [MissedEvent] {
        guard let number = item["number"]?.integer else { return [] }
        let events = try await context.github.all(WebhookObjects.events(of: number, in: repository))
        let comments = try await context.github.all(WebhookObjects.comments(on: number, since: window.from, in: repository))
        let own = context.identity
        let candidates = MissedEvent.candidates(
            on: item, events: events, comments: comments, repository: id, from: window.from, to: window.to,
            isOwn: { account in
                guard let own else { return false }
                return own.id.map { $0 == account["id"]?.integer } ?? own.hasLogin(account["login"]?.string ?? "")
            })
        return try await context.database.read { tx in
            try candidates.filter { candidate in
                try !tx.deliveries.knows(
                    event: candidate.key.text, around: candidate.key.moment, tolerance: Self.tolerance)
            }
        }
    }

    private func store(_ missed: [MissedEvent], _ repository: RepositoryName) async throws {
        let object = try await context.github.send(WebhookObjects.repository(repository))
        for event in missed {
            if Task.isCancelled { return }
            var pull: JSONValue?
            if event.needsPullRequest {
                pull = try await context.github.send(WebhookObjects.pullRequest(event.number, in: repository))
            }
            guard let delivery = event.delivery(repository: object, pullRequest: pull, now: context.now()) else { continue }
            let insertion = try await context.write { tx, _ in try tx.deliveries.insert(delivery) }
            guard case .inserted = insertion else { continue }
            context.log.warning(
                "an event was missed and looked up",
                [
                    "delivery": .string("\(delivery.guid)"), "event": .string("\(event.event).\(event.action)"),
                    "repository": .string("\(repository)"), "number": .integer(event.number),
                ])
            stored()
        }
    }
}
