extension Migration {
    static let retries = Migration(
        number: 11, name: "retries",
        statements: ["CREATE INDEX agent_jobs_retries ON agent_jobs (retry_of) WHERE retry_of IS NOT NULL"])
}
