extension Transaction {
    /// Looks for rows that break a promise, index or constraint or not; empty where all is well.
    package func auditInvariants() throws(StorageError) -> [Violation] {
        var violations: [Violation] = []
        for check in Self.checks {
            for row in try query(check.sql) {
                violations.append(Violation(invariant: check.invariant, detail: "\(check.finding): \(try row.text("subject"))"))
            }
        }
        for finding in try integrityCheck() { violations.append(Violation(invariant: .intactFile, detail: finding)) }
        return violations
    }

    private struct Check {
        let invariant: Invariant
        let finding: String
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
                    AND NOT EXISTS (SELECT 1 FROM audit_log WHERE subject_kind = 'job' AND subject_id = agent_jobs.id
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
    ]
}
