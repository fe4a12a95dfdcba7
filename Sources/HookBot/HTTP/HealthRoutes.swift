internal import Engine
internal import Identifiers
internal import JSON
internal import Storage
internal import WebServer

/// Whether the process lives, whether it can work, and its figures.
struct HealthRoutes: Sendable {
    let database: Database
    let webhooks: WebhookRoutes
    let maximumJobs: Int
    let activeJobs: @Sendable () -> Int
    let knowsGitHub: @Sendable () -> Bool
    let configuration: LiveConfiguration
    let disk: DiskSpace
    let startedAt: Timestamp
    let now: @Sendable () -> Timestamp

    var routes: [Route] {
        [
            Route("GET", "/healthz") { _ in .text("ok\n") },
            Route("GET", "/readyz") { _ in await ready() },
            Route("GET", "/metrics") { _ in await metrics() },
            Route("GET", "/health") { _ in await health() },
        ]
    }

    private func ready() async -> Response {
        do {
            _ = try await database.read { try $0.schemaVersion() }
        } catch {
            return .json(["ready": false, "database": "does not answer"], status: 503)
        }
        if disk.level == .exhausted { return .json(["ready": false, "database": "ok", "disk": "full"], status: 503) }
        let github = knowsGitHub()
        return .json([
            "ready": true, "database": "ok", "disk": .string(disk.level == .low ? "low" : "ok"),
            "github": .string(github ? "ok" : "not reached yet"),
            "configuration": .string(configuration.problem ?? "ok"),
            "configuration_since": JSONValue(configuration.since?.description),
        ])
    }

    private func health() async -> Response {
        await answering {
            let counts = try await database.read { try $0.jobs.counts() }
            let queued = counts[.queued, default: 0] + counts[.retryWait, default: 0]
            return .json([
                "status": "ok",
                "queue": [
                    "running": .integer(Int64(counts[.running, default: 0])), "queued": .integer(Int64(queued)),
                    "maxConcurrent": .integer(Int64(maximumJobs)),
                ],
            ])
        }
    }

    private func metrics() async -> Response {
        await answering {
            let (jobs, deliveries, writes, accounts) = try await database.read { tx in
                (try tx.jobs.counts(), try tx.deliveries.counts(), try tx.writes.counts(), try tx.accounts.list())
            }
            let moment = now()
            var page = MetricsPage()
            page.counter(
                "hookbot_webhook_answers_total", "Webhook requests by answer since the start.",
                webhooks.answers.map { (["answer": $0.key], Double($0.value)) })
            page.gauge(
                "hookbot_deliveries", "Stored deliveries by state.",
                DeliveryState.allCases.map { (["state": $0.rawValue], Double(deliveries[$0, default: 0])) })
            page.gauge(
                "hookbot_jobs", "Jobs by state.",
                JobStateName.allCases.map { (["state": $0.rawValue], Double(jobs[$0, default: 0])) })
            page.gauge("hookbot_jobs_active", "Jobs this process works on.", [([:], Double(activeJobs()))])
            page.gauge(
                "hookbot_github_writes", "Writes to GitHub by state.",
                GitHubWriteState.allCases.map { (["state": $0.rawValue], Double(writes[$0, default: 0])) })
            page.gauge(
                "hookbot_account_usable", "Whether an account may be used (1), by account and state.",
                accounts.map { account in
                    let state = account.state(at: moment)
                    return (["account": account.name, "state": state.word], state == .ready ? 1 : 0)
                })
            page.counter(
                "hookbot_account_runs_total", "Runs started with an account.",
                accounts.map { (["account": $0.name], Double($0.uses)) })
            page.counter(
                "hookbot_account_spend_usd_total", "What runs with an account cost, in US dollars.",
                accounts.map { (["account": $0.name], $0.spentUSD) })
            page.gauge(
                "hookbot_configuration_in_force", "1 where the configuration file is in force as it is, 0 where it is not.",
                [([:], configuration.problem == nil ? 1 : 0)])
            page.gauge(
                "hookbot_uptime_seconds", "Seconds since the start.",
                [([:], Double((now() - startedAt).components.seconds))])
            return .bytes(Array(page.text.utf8), type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }
}
