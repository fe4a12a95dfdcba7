package import Identifiers
internal import JSON

/// Claiming is the one statement that a server needs worded differently: it passes over rows that somebody else has locked.
extension JobStore {
    /// Takes the next job that may run: largest priority first, then the oldest, within the caps and those of its
    /// concurrency group. `token` must be drawn anew for each claim.
    package func claimNext(
        now: Timestamp, node: String, token: String, leaseUntil: Timestamp, caps: JobCaps
    ) throws(StorageError) -> Job? {
        let rows = try tx.query(
            tx.dialect == .postgres ? Self.lockingClaim : Self.claim,
            [
                .time(now), .text(node), .text(token), .time(leaseUntil), .number(caps.total), .number(caps.perRepository),
            ])
        guard let row = rows.first else { return nil }
        let job = try Job(row)
        try tx.audit.append(
            actor: node, action: "job.claimed", subject: .job(job.id),
            details: ["attempt": .integer(Int64(job.attempt))], now: now)
        return job
    }

    private static let claim: StaticString = """
        WITH busy AS MATERIALIZED (
            SELECT repository_id, concurrency_group, lease_node FROM agent_jobs WHERE state = 'running')
        UPDATE agent_jobs SET state = 'running', status = 'running', attempt = attempt + 1, lease_node = $2,
            lease_token = $3, lease_until = $4, not_before = NULL, state_note = NULL, waits_for_account = 0,
            started_at = COALESCE(started_at, $1), updated_at = $1
        WHERE id = (
            SELECT next.id FROM agent_jobs AS next
            WHERE next.state IN ('queued', 'retry_wait') AND (next.not_before IS NULL OR next.not_before <= $1)
                AND (SELECT count(*) FROM busy WHERE busy.lease_node = $2) < $5
                AND NOT EXISTS (
                    SELECT 1 FROM item_pauses
                    WHERE item_pauses.repository_id = next.repository_id AND item_pauses.number = next.item_number)
                AND (SELECT count(*) FROM busy WHERE busy.repository_id = next.repository_id) < $6
                AND (SELECT count(*) FROM busy WHERE busy.concurrency_group = next.concurrency_group) < next.concurrency_limit
            ORDER BY next.priority DESC, next.created_at, next.id LIMIT 1)
        RETURNING *
        """

    private static let lockingClaim: StaticString = """
        WITH busy AS MATERIALIZED (
            SELECT repository_id, concurrency_group, lease_node FROM agent_jobs WHERE state = 'running')
        UPDATE agent_jobs SET state = 'running', status = 'running', attempt = attempt + 1, lease_node = $2,
            lease_token = $3, lease_until = $4, not_before = NULL, state_note = NULL, waits_for_account = 0,
            started_at = COALESCE(started_at, $1), updated_at = $1
        WHERE id = (
            SELECT next.id FROM agent_jobs AS next
            WHERE next.state IN ('queued', 'retry_wait') AND (next.not_before IS NULL OR next.not_before <= $1)
                AND (SELECT count(*) FROM busy WHERE busy.lease_node = $2) < $5
                AND NOT EXISTS (
                    SELECT 1 FROM item_pauses
                    WHERE item_pauses.repository_id = next.repository_id AND item_pauses.number = next.item_number)
                AND (SELECT count(*) FROM busy WHERE busy.repository_id = next.repository_id) < $6
                AND (SELECT count(*) FROM busy WHERE busy.concurrency_group = next.concurrency_group) < next.concurrency_limit
            ORDER BY next.priority DESC, next.created_at, next.id LIMIT 1
            FOR UPDATE OF next SKIP LOCKED)
        RETURNING *
        """
}
