internal import TOML

extension ConfigurationSchema {
    static let server = SectionSchema(
        "[server]", "The HTTP server: webhooks, the API and the dashboard share one port.",
        keys: [
            KeySchema(
                "listen", .text, default: "127.0.0.1:3456",
                environment: [
                    EnvironmentVariable("PORT", as: .port), EnvironmentVariable("AGENT_WORK_ORDERS_PORT", as: .port),
                    EnvironmentVariable("APP_PORT", as: .port),
                ],
                "`host:port`, `[v6]:port` or `unix:/path`. Anything but this machine's own addresses needs `behind-proxy`."),
            KeySchema("public-url", .text, "Where people reach the server, for links in comments."),
            KeySchema(
                "api-secret", .secret, environment: [EnvironmentVariable("AGENT_API_SECRET")],
                "Bearer token of the API with every scope. Without one the API refuses every request."),
            KeySchema(
                "behind-proxy", .flag, default: false,
                "A proxy in front speaks TLS with the world, so that `listen` may be an address others can reach."),
        ])

    static let standardDataFolder = "/var/lib/hookbot"

    static let storage = SectionSchema(
        "[storage]", "Where HookBot keeps what it must not lose.",
        keys: [
            KeySchema(
                "url", .text, default: "sqlite:hookbot.db",
                environment: [
                    EnvironmentVariable("DATABASE_URL"), EnvironmentVariable("DATABASE_PATH", as: .sqliteFile),
                ],
                "`sqlite:` and a file, a relative one in `data-dir`; or `postgres://user@host/database`, which several nodes may share, with the "
                    + "password in PGPASSWORD or the whole URL behind `file:`, `env:` or `credential:`."),
            KeySchema(
                "data-dir", .path, default: .string(standardDataFolder),
                "Clones, workspaces and run output; open to HookBot's user only."),
            KeySchema(
                "low-water-jobs", .size(1024...(1 << 50)), default: "2GiB",
                "With less room than this in `data-dir` no job is begun; those that run come to their end."),
            KeySchema(
                "low-water", .size(1024...(1 << 50)), default: "256MiB",
                "With less room than this webhooks are answered 503; what GitHub could not hand over is asked for once there is room."
            ),
            KeySchema("retention", .nested("a table"), "See `[storage] retention`."),
        ])

    static let retention = SectionSchema(
        "[storage] retention", "How long finished things are kept.",
        keys: [
            KeySchema("deliveries", upToYears, default: "35d", "Webhooks as received, with their explanations."),
            KeySchema("logs", upToYears, default: "90d", "Output of jobs."),
            KeySchema("workspaces-failed", upToYears, default: "7d", "Working trees of failed jobs, for a look at them."),
        ])

    static let limits = SectionSchema(
        "[limits]", "What HookBot takes on at once.",
        keys: [
            KeySchema(
                "jobs", .integer(1...64), default: 2,
                environment: [EnvironmentVariable("MAX_CONCURRENT_JOBS"), EnvironmentVariable("WORKER_CONCURRENCY")],
                "Jobs that run at the same time, on each node."),
            KeySchema(
                "jobs-per-repo", .integer(1...64), default: 1, "Jobs of one repository at the same time, on all nodes together."),
            KeySchema(
                "attempts", .integer(1...20), default: 3, environment: [EnvironmentVariable("MAX_RETRIES", as: .retries)],
                "How often a job is started before it counts as failed."),
            KeySchema(
                "retry-after", upToADay, default: "30s",
                "How long a job that failed for a passing reason waits before its second start; doubled for each one after that."),
            KeySchema(
                "retry-at-most", upToADay, default: "15m",
                "The longest of these waits, and of those between tries of a write to GitHub, which never are more than 5 minutes."
            ),
            KeySchema("payload", .size(1024...(100 << 20)), default: "25MiB", "The largest webhook that is read."),
            KeySchema(
                "writes-per-minute", .integer(1...1000), default: 60,
                "Comments, labels and other writes to GitHub, which itself allows about 80."),
            KeySchema(
                "writes-per-hour", .integer(1...20_000), default: 500,
                "The same for an hour; GitHub allows about 500. What is over waits, also after a restart."),
            KeySchema(
                "progress", .duration(.seconds(5)...(.seconds(3600))), default: "10s",
                "How soon the status comment says what a working agent does; each further time after twice as long, up to a minute, and not with more than half of an hour's writes."
            ),
            KeySchema(
                "bot-answers", .integer(1...1000), default: 3,
                "How often rules are carried out for one other bot on one issue or pull request within `bot-window`: two bots that answer each other come to an end."
            ),
            KeySchema("bot-window", upToADay, default: "10m", "The time that `bot-answers` counts in."),
            KeySchema(
                "lease", .duration(.seconds(3)...(.seconds(600))), default: "60s",
                "How long a worker that gives no sign of life keeps its job before another takes it over."),
            KeySchema(
                "abandon-after", .duration(.seconds(60)...(.seconds(86_400))), default: "1h",
                "An agent whose service stays away for so long ends; with several nodes, which take its job over, 5 minutes at most."
            ),
            KeySchema("drain", upToADay, default: "60s", "How long running jobs may take to stop when HookBot is told to."),
            KeySchema("changed-files", .integer(1...100_000), default: 2000, "Files one job may change; more is refused."),
            KeySchema("changed-size", .size(1024...(4 << 30)), default: "100MiB", "Bytes one job may write; more is refused."),
            KeySchema(
                "usd-per-day", .decimal(0.01...1_000_000),
                "Cost of all jobs within a day (UTC), in US dollars; what comes after waits for the next."),
            KeySchema("usd-per-repo-day", .decimal(0.01...1_000_000), "Of it, cost of the jobs of one repository."),
        ])
}
