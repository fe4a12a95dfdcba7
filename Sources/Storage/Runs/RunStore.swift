package import Identifiers

/// `agent_runs`.
package struct RunStore {
    let tx: Transaction

    /// Records a run before its process is started; throws `.fenced` where the attempt no longer holds the job.
    package func start(_ fence: Fence, _ new: NewRun, now: Timestamp) throws(StorageError) -> Int64 {
        let rows = try tx.query(
            """
            INSERT INTO agent_runs (job_id, attempt, alias, account, folder, session_id, started_at, reserved_usd, node)
            SELECT id, attempt, $4, $5, $6, $7, $8, $9, lease_node FROM agent_jobs
            WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running'
            RETURNING id
            """,
            fence.arguments + [
                .text(new.alias), .string(new.account), .text(new.folder), .string(new.sessionID), .time(now),
                .decimal(new.reservedUSD),
            ])
        guard let row = rows.first else { throw .fenced(fence.job) }
        if let account = new.account { try tx.accounts.recordUse(account, now: now) }
        return try row.integer("id")
    }

    /// Records the process once it runs: `pidStarted` is its start time in clock ticks since boot (proc(5)).
    package func recordProcess(_ run: Int64, pid: Int, pidStarted: Int64, bootID: String) throws(StorageError) {
        try tx.execute(
            "UPDATE agent_runs SET pid = $2, pid_started = $3, boot_id = $4 WHERE id = $1",
            [.integer(run), .number(pid), .integer(pidStarted), .text(bootID)])
    }

    package func recordSession(_ run: Int64, sessionID: String) throws(StorageError) {
        try tx.execute("UPDATE agent_runs SET session_id = $2 WHERE id = $1", [.integer(run), .text(sessionID)])
    }

    /// Ends a run once; false where it had ended. What it cost is added to its account's and its job's cost in the same
    /// transaction. Not fenced, as what a lost attempt spent is spent all the same.
    @discardableResult
    package func finish(_ run: Int64, _ end: RunEnd, now: Timestamp) throws(StorageError) -> Bool {
        let rows = try tx.query(
            """
            UPDATE agent_runs SET finished_at = $2, reason = $3, exit_code = $4, cost_usd = $5, turns = $6,
                input_tokens = $7, output_tokens = $8
            WHERE id = $1 AND finished_at IS NULL RETURNING job_id, account
            """,
            [
                .integer(run), .time(now), .text(end.reason), .number(end.exitCode), .decimal(end.costUSD), .number(end.turns),
                .number(end.inputTokens), .number(end.outputTokens),
            ])
        guard let row = rows.first else { return false }
        guard let cost = end.costUSD else { return true }
        if let account = try row.optionalText("account") { try tx.accounts.recordSpend(account, usd: cost, now: now) }
        let job = try row.job("job_id")
        try tx.execute(
            "UPDATE agent_jobs SET cost_usd = $2, updated_at = $3 WHERE id = $1",
            [.job(job), .real(try self.cost(job)), .time(now)])
        return true
    }

    package func find(_ id: Int64) throws(StorageError) -> AgentRun? {
        try tx.query("SELECT * FROM agent_runs WHERE id = $1", [.integer(id)]).first.map(AgentRun.init(_:))
    }

    /// Oldest first.
    package func list(_ job: JobID) throws(StorageError) -> [AgentRun] {
        try tx.query("SELECT * FROM agent_runs WHERE job_id = $1 ORDER BY id", [.job(job)]).map(AgentRun.init(_:))
    }

    /// Those that no end was recorded for, as a restart finds them.
    package func unfinished() throws(StorageError) -> [AgentRun] {
        try tx.query("SELECT * FROM agent_runs WHERE finished_at IS NULL ORDER BY id").map(AgentRun.init(_:))
    }

    /// What the runs of a job cost together, in US dollars.
    package func cost(_ job: JobID) throws(StorageError) -> Double {
        try tx.query("SELECT COALESCE(sum(cost_usd), 0.0) AS cost FROM agent_runs WHERE job_id = $1", [.job(job)])
            .first?.optionalReal("cost") ?? 0
    }
}
