package import Identifiers
internal import JSON

/// `agent_jobs`.
package struct JobStore {
    let tx: Transaction

    /// Puts a job in line, once for each `dedupeKey`.
    package func insert(_ new: NewJob, now: Timestamp) throws(StorageError) -> JobInsertion {
        if let member = new.createdByTeamMember, JobID(member) == nil {
            throw .constraint("a team member's identifier is a UUID, not '\(member)'")
        }
        let rows = try tx.query(
            """
            INSERT INTO agent_jobs (id, client_id, feature_id, repository_id, prompt, branch_name, title,
                created_by_team_member_id, created_at, updated_at, kind, source, delivery_id, rule, action_index, dedupe_key,
                concurrency_group, priority, state, max_attempts, not_before, base_branch, item_kind, item_number, item_title,
                item_url, actor, agent, settings, trigger, retry_of, duplicate_of, concurrency_limit, deadline_at)
            VALUES ($1, (SELECT client_id FROM code_repositories WHERE id = $3), $2, $3, $4, $5, $6,
                $7, $8, $8, $9, $10, $11, $12, $13, $14,
                $15, $16, 'queued', $17, $18, $19, $20, $21, $22,
                $23, $24, $25, $26, $27, $28, $29, $30, $31)
            ON CONFLICT (dedupe_key) DO NOTHING RETURNING *
            """,
            [
                .job(new.id), .string(new.feature), .repository(new.repository), .text(new.prompt),
                .text(new.branchName?.description ?? ""), .string(new.title), .string(new.createdByTeamMember), .time(now),
                .text(new.kind), .text(new.source), .wide(new.delivery), .string(new.rule), .number(new.actionIndex),
                .string(new.dedupeKey), .string(new.concurrencyGroup), .number(new.priority), .number(new.maxAttempts),
                .time(new.notBefore), .string(new.baseBranch), .string(new.item?.kind.rawValue), .number(new.item?.number),
                .string(new.item?.title), .string(new.item?.url), .string(new.actor), .string(new.agent), .json(new.settings),
                .json(new.trigger), .job(new.retryOf), .job(new.duplicateOf), .number(new.concurrencyLimit), .time(new.deadline),
            ])
        if let row = rows.first {
            try tx.audit.append(
                actor: new.actor ?? new.source, action: "job.created", subject: .job(new.id),
                details: ["kind": .string(new.kind), "rule": .init(new.rule), "delivery": .init(new.delivery)], now: now)
            return .inserted(try Job(row))
        }
        let known = try tx.query("SELECT * FROM agent_jobs WHERE dedupe_key = $1", [.string(new.dedupeKey)])
        guard let row = known.first else { throw .unreadableRow("a job was neither stored nor known") }
        return .existing(try Job(row))
    }

    package func find(_ id: JobID) throws(StorageError) -> Job? {
        try tx.query("SELECT * FROM agent_jobs WHERE id = $1", [.job(id)]).first.map(Job.init(_:))
    }

    package func find(dedupeKey: String) throws(StorageError) -> Job? {
        try tx.query("SELECT * FROM agent_jobs WHERE dedupe_key = $1", [.text(dedupeKey)]).first.map(Job.init(_:))
    }
}
