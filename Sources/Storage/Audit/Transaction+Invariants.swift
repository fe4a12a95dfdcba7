internal import Identifiers

extension Transaction {
    /// Looks for rows that break a promise, index or constraint or not; empty where all is well.
    package func auditInvariants() throws(StorageError) -> [Violation] {
        var violations: [Violation] = []
        let newest = try query("SELECT max(at) AS at FROM audit_log").first?.optionalInteger("at") ?? 0
        for check in Self.checks {
            for row in try query(check.sql, check.pause.map { [.integer(newest - $0.wholeMilliseconds)] } ?? []) {
                violations.append(Violation(invariant: check.invariant, detail: "\(check.finding): \(try row.text("subject"))"))
            }
        }
        for finding in try integrityCheck() { violations.append(Violation(invariant: .intactFile, detail: finding)) }
        return violations
    }

    private struct Check {
        let invariant: Invariant
        let finding: String
        /// What is younger than this before the last thing that happened (`$1`) is being tidied up right now.
        var pause: Duration?
        let sql: StaticString
    }

    private static let checks = [
        Check(
            invariant: .oneRowPerDelivery, finding: "stored more than once",
            sql: "SELECT hook || ' ' || guid AS subject FROM deliveries GROUP BY hook, guid HAVING count(*) > 1"),
        Check(
            invariant: .oneJobPerMatch, finding: "more than one job for one delivery and action of a rule",
            sql: """
                SELECT 'delivery ' || delivery_id || ', rule ' || rule AS subject FROM agent_jobs
                WHERE delivery_id IS NOT NULL AND rule IS NOT NULL AND retry_of IS NULL
                GROUP BY delivery_id, rule, action_index HAVING count(*) > 1
                """),
        Check(
            invariant: .oneEndPerJob, finding: "ended more than once",
            sql: """
                SELECT subject_id AS subject FROM audit_log WHERE subject_kind = 'job' AND action IN ('job.completed',
                    'job.failed', 'job.rejected', 'job.superseded', 'job.cancelled')
                GROUP BY subject_id HAVING count(*) > 1
                """),
        Check(
            invariant: .oneEndPerJob, finding: "ended without an entry in the audit log",
            sql: """
                SELECT id AS subject FROM agent_jobs
                WHERE state IN ('completed', 'failed', 'rejected', 'superseded', 'cancelled')
                    AND NOT EXISTS (SELECT 1 FROM audit_log WHERE subject_kind = 'job' AND subject_id = CAST(agent_jobs.id AS TEXT)
                        AND action = 'job.' || agent_jobs.state)
                """),
        Check(
            invariant: .oneEndPerJob, finding: "state and completion time disagree",
            sql: """
                SELECT id AS subject FROM agent_jobs
                WHERE (state IN ('completed', 'failed', 'rejected', 'superseded', 'cancelled')) <> (completed_at IS NOT NULL)
                """),
        Check(
            invariant: .oneEndPerJob, finding: "held by nobody though running, or held though not running",
            sql: """
                SELECT id AS subject FROM agent_jobs WHERE (state = 'running') <> (lease_token IS NOT NULL)
                    OR (state = 'running') <> (lease_until IS NOT NULL)
                """),
        Check(
            invariant: .oneEndPerJob, finding: "status is not the one of its state",
            sql: """
                SELECT id AS subject FROM agent_jobs WHERE status <> CASE state WHEN 'retry_wait' THEN 'queued'
                    WHEN 'waiting_for_input' THEN 'running' WHEN 'rejected' THEN 'failed' WHEN 'superseded' THEN 'failed'
                    ELSE state END
                """),
        Check(
            invariant: .oneEndPerJob, finding: "counted otherwise than they are",
            sql: """
                SELECT 'jobs in state ' || job_counts.state AS subject FROM job_counts
                WHERE job_counts.jobs <> (SELECT count(*) FROM agent_jobs WHERE agent_jobs.state = job_counts.state)
                """),
        Check(
            invariant: .onePublication, finding: "more than one pull request of one job",
            sql: """
                SELECT job_id AS subject FROM code_pull_requests WHERE job_id IS NOT NULL GROUP BY job_id HAVING count(*) > 1
                """),
        Check(
            invariant: .onePublication, finding: "said more than once",
            sql: """
                SELECT coalesce_key AS subject FROM github_writes
                WHERE kind IN ('comment', 'thread_reply') AND coalesce_key IS NOT NULL AND remote_id IS NOT NULL
                GROUP BY coalesce_key HAVING count(DISTINCT remote_id) > 1
                """),
        Check(
            invariant: .nothingLeftOver, finding: "a run without an end, of a job that is over", pause: .seconds(60),
            sql: """
                SELECT agent_runs.id || ' of job ' || job_id AS subject FROM agent_runs
                JOIN agent_jobs ON agent_jobs.id = agent_runs.job_id
                WHERE agent_runs.finished_at IS NULL AND agent_jobs.completed_at < $1
                """),
        Check(
            invariant: .everythingMoves, finding: "running under a lease that ran out", pause: .seconds(120),
            sql: "SELECT id AS subject FROM agent_jobs WHERE state = 'running' AND lease_until < $1"),
        Check(
            invariant: .everythingMoves, finding: "waits without saying until when",
            sql: "SELECT id AS subject FROM agent_jobs WHERE state = 'retry_wait' AND not_before IS NULL"),
    ]
}
