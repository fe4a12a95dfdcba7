internal import Configuration
internal import Engine
internal import GitOps
internal import Identifiers
internal import Storage
internal import WebServer

/// Every route of the service, behind one of its two doors.
struct HTTPSurface: Sendable {
    let service: Service
    let webhooks: WebhookRoutes
    let startedAt: Timestamp

    func handler(door: Access.Door) -> Handler {
        let context = service.context
        let server = context.configuration.server
        // A sandboxed agent that shares the network must not read over it what the sandbox hides; one without a sandbox reads the
        // files themselves.
        let agentsCouldRead = context.configuration.agents.contains { $0.network == .shared && $0.sandbox != .off }
        let access = Access(
            door: door, apiSecret: server.apiSecret,
            isOpenForReading: server.apiSecret == nil && server.listen.isLocal && !server.isBehindProxy && !agentsCouldRead,
            isSecureCookie: server.publicURL?.hasPrefix("https://") == true, now: context.now)
        let service = service
        let health = HealthRoutes(
            database: context.database, webhooks: webhooks, maximumJobs: context.configuration.limits.jobs,
            activeJobs: { service.worker.activeJobs.count }, knowsGitHub: { context.own.current != nil },
            configuration: context.live, disk: context.disk, startedAt: startedAt,
            now: context.now)
        let jobs = JobRoutes(
            database: context.database, diff: { try await service.diff(of: $0) },
            cancel: { try await service.cancel($0, by: $1) }, retry: { try await service.retry($0, by: $1) })
        let open = webhooks.routes + health.routes
        let deliveries = DeliveryRoutes(database: context.database, dispatcher: service.dispatcher)
        let accounts = AccountRoutes(
            database: context.database, accounts: context.configuration.accounts, now: context.now,
            resumed: { service.worker.wake() })
        let guarded = (jobs.routes + deliveries.routes + accounts.routes).map { $0.through(access.api) }
        let pages = DashboardRoutes(
            database: context.database, access: access, accounts: context.configuration.accounts, now: context.now
        ).routes
        let router = Router(open + guarded + pages)
        return { await router.respond(to: $0) }
    }
}
