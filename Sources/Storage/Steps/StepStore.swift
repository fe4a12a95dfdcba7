package import Identifiers
package import JSON

/// `job_steps`: intent before each effect, result after it; every write names the fence and throws `.fenced` once it is stale.
package struct StepStore {
    let tx: Transaction

    /// Records what is about to be done, or tells what an earlier attempt left.
    package func begin(
        _ fence: Fence, step name: String, ordinal: Int = 0, intent: JSONValue = [:], now: Timestamp
    ) throws(StorageError) -> StepBeginning {
        let inserted = try tx.execute(
            """
            INSERT INTO job_steps (job_id, attempt, name, ordinal, intent, begun_at)
            SELECT id, attempt, $4, $5, $6, $7 FROM agent_jobs
            WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running'
            ON CONFLICT (job_id, name, ordinal) DO NOTHING
            """, fence.arguments + [.text(name), .number(ordinal), .json(intent), .time(now)])
        if inserted == 1 { return .fresh }
        try tx.jobs.require(fence)
        guard let known = try step(fence.job, name, ordinal: ordinal) else {
            throw .unreadableRow("a step was neither stored nor known")
        }
        if let result = known.result { return .finished(result: result) }
        try tx.execute(
            "UPDATE job_steps SET attempt = $4 WHERE job_id = $1 AND name = $2 AND ordinal = $3",
            [.job(fence.job), .text(name), .number(ordinal), .number(fence.attempt)])
        return .interrupted(intent: known.intent)
    }

    /// Replaces the intent of a step that is not done, once the old one is known to have had no effect.
    package func replaceIntent(
        _ fence: Fence, step name: String, ordinal: Int = 0, intent: JSONValue, now: Timestamp
    ) throws(StorageError) {
        try update(
            fence,
            tx.execute(
                """
                UPDATE job_steps SET intent = $6, begun_at = $7, attempt = $2
                WHERE job_id = $1 AND name = $4 AND ordinal = $5 AND finished_at IS NULL AND EXISTS (SELECT 1 FROM agent_jobs
                    WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running')
                """, fence.arguments + [.text(name), .number(ordinal), .json(intent), .time(now)]), name)
    }

    /// Records what came of a step that was begun and is not done yet.
    package func finish(
        _ fence: Fence, step name: String, ordinal: Int = 0, result: JSONValue = [:], now: Timestamp
    ) throws(StorageError) {
        try update(
            fence,
            tx.execute(
                """
                UPDATE job_steps SET result = $6, finished_at = $7, attempt = $2
                WHERE job_id = $1 AND name = $4 AND ordinal = $5 AND finished_at IS NULL AND EXISTS (SELECT 1 FROM agent_jobs
                    WHERE id = $1 AND attempt = $2 AND lease_token = $3 AND state = 'running')
                """, fence.arguments + [.text(name), .number(ordinal), .json(result), .time(now)]), name)
    }

    package func step(_ job: JobID, _ name: String, ordinal: Int = 0) throws(StorageError) -> JobStep? {
        try tx.query(
            "SELECT * FROM job_steps WHERE job_id = $1 AND name = $2 AND ordinal = $3",
            [.job(job), .text(name), .number(ordinal)]
        ).first.map(JobStep.init(_:))
    }

    /// In the order in which they were begun.
    package func list(_ job: JobID) throws(StorageError) -> [JobStep] {
        try tx.query("SELECT * FROM job_steps WHERE job_id = $1 ORDER BY id", [.job(job)]).map(JobStep.init(_:))
    }

    /// Forgets steps, so that a new round can take them again.
    package func forget(_ fence: Fence, step name: String) throws(StorageError) {
        try tx.jobs.require(fence)
        try tx.execute("DELETE FROM job_steps WHERE job_id = $1 AND name = $2", [.job(fence.job), .text(name)])
    }

    private func update(_ fence: Fence, _ changed: Int, _ name: String) throws(StorageError) {
        if changed == 1 { return }
        try tx.jobs.require(fence)
        throw .constraint("step \(name) was not begun, or is finished already")
    }
}
