package import Identifiers
package import JSON

extension JobStore {
    /// The jobs of a group that are not over, oldest first.
    package func active(group: String) throws(StorageError) -> [Job] {
        try tx.query(
            """
            SELECT * FROM agent_jobs
            WHERE concurrency_group = $1 AND state IN ('queued', 'running', 'waiting_for_input', 'retry_wait')
            ORDER BY created_at, id
            """, [.text(group)]
        ).map(Job.init(_:))
    }

    /// The jobs of a rule in a repository that have not begun, oldest first.
    package func waiting(repository: RepositoryID, rule: String) throws(StorageError) -> [Job] {
        try tx.query(
            """
            SELECT * FROM agent_jobs WHERE repository_id = $1 AND rule = $2 AND state = 'queued' AND attempt = 0
            ORDER BY created_at, id
            """, [.repository(repository), .text(rule)]
        ).map(Job.init(_:))
    }

    /// How many jobs of an issue or pull request waited, and have another priority now.
    package func setPriority(
        _ priority: Int, ofWaitingIn repository: RepositoryID, item number: Int, now: Timestamp
    ) throws(StorageError) -> Int {
        try tx.execute(
            """
            UPDATE agent_jobs SET priority = $3, updated_at = $4
            WHERE repository_id = $1 AND item_number = $2 AND state IN ('queued', 'retry_wait')
            """, [.repository(repository), .number(number), .number(priority), .time(now)])
    }

    /// Jobs whose time is over and that nobody was asked to end yet.
    package func overdue(now: Timestamp, limit: Int = 100) throws(StorageError) -> [Job] {
        try tx.query(
            """
            SELECT * FROM agent_jobs
            WHERE deadline_at IS NOT NULL AND deadline_at <= $1 AND completed_at IS NULL AND cancel_requested_at IS NULL
            ORDER BY deadline_at, id LIMIT $2
            """, [.time(now), .number(limit)]
        ).map(Job.init(_:))
    }

    /// Lets a job see one more event; the same event twice is one.
    package func join(_ job: JobID, delivery: Int64, trigger: JSONValue, now: Timestamp) throws(StorageError) {
        try tx.execute(
            """
            INSERT INTO job_events (job_id, delivery_id, trigger, created_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (job_id, delivery_id) DO NOTHING
            """, [.job(job), .integer(delivery), .json(trigger), .time(now)])
    }

    /// The job of a rule's action that an event has joined already.
    package func joined(delivery: Int64, rule: String, action: Int) throws(StorageError) -> JobID? {
        try tx.query(
            """
            SELECT job_events.job_id AS job_id FROM job_events JOIN agent_jobs ON agent_jobs.id = job_events.job_id
            WHERE job_events.delivery_id = $1 AND agent_jobs.rule = $2 AND agent_jobs.action_index = $3
            """, [.integer(delivery), .text(rule), .number(action)]
        ).first.flatMap { row throws(StorageError) in try row.optionalJob("job_id") }
    }

    /// Lets a job that does another one again see what that one saw.
    package func joinEvents(of earlier: JobID, to job: JobID, now: Timestamp) throws(StorageError) {
        let rows = try tx.query("SELECT delivery_id, trigger FROM job_events WHERE job_id = $1 ORDER BY id", [.job(earlier)])
        for row in rows {
            try join(job, delivery: try row.integer("delivery_id"), trigger: try row.json("trigger"), now: now)
        }
    }

    /// What else a job is to see, oldest first.
    package func joinedTriggers(_ job: JobID) throws(StorageError) -> [JSONValue] {
        try tx.query("SELECT trigger FROM job_events WHERE job_id = $1 ORDER BY id", [.job(job)])
            .map { row throws(StorageError) in try row.json("trigger") }
    }
}
