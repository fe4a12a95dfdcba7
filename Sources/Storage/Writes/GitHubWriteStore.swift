package import Identifiers

/// `github_writes`: the outbox.
package struct GitHubWriteStore {
    let tx: Transaction

    /// The note of a write whose outcome is not recorded yet.
    package static let begun = "being sent"

    /// Puts a write in line. One that is pending under the same key takes the new payload and keeps its place.
    @discardableResult
    package func enqueue(_ new: NewGitHubWrite, now: Timestamp) throws(StorageError) -> GitHubWrite {
        let rows = try tx.query(
            """
            INSERT INTO github_writes (job_id, kind, target, payload, marker, coalesce_key, state, not_before, remote_id,
                created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, $9, $9)
            ON CONFLICT (coalesce_key) WHERE state = 'pending' DO UPDATE SET kind = excluded.kind, target = excluded.target,
                payload = excluded.payload, marker = COALESCE(excluded.marker, github_writes.marker),
                remote_id = COALESCE(excluded.remote_id, github_writes.remote_id),
                job_id = COALESCE(excluded.job_id, github_writes.job_id), revision = github_writes.revision + 1,
                updated_at = excluded.updated_at
            RETURNING *
            """,
            [
                .job(new.job), .text(new.kind), .text(new.target), .json(new.payload), .string(new.marker),
                .string(new.coalesceKey), .time(new.notBefore ?? now), .string(new.remoteID), .time(now),
            ])
        guard let row = rows.first else { throw .unreadableRow("a stored write was not returned") }
        return try GitHubWrite(row)
    }

    /// The pending ones whose time has come, longest due first.
    package func nextDue(
        now: Timestamp, limit: Int, lane: WriteLane = .gitHub
    ) throws(StorageError) -> [GitHubWrite] {
        try tx.query(
            """
            SELECT * FROM github_writes
            WHERE state = 'pending' AND not_before <= $1
                AND $3 = CASE WHEN kind IN ('note', 'notify', 'dispatch', 'script') THEN 1 ELSE 0 END
            ORDER BY not_before, id LIMIT $2
            """, [.time(now), .number(limit), .number(lane == .outside ? 1 : 0)]
        ).map(GitHubWrite.init(_:))
    }

    /// The pending ones that were tried and wait for their next try.
    package func waiting(now: Timestamp) throws(StorageError) -> [GitHubWrite] {
        try tx.query(
            "SELECT * FROM github_writes WHERE state = 'pending' AND not_before > $1 AND attempts > 0 ORDER BY id LIMIT 1000",
            [.time(now)]
        ).map(GitHubWrite.init(_:))
    }

    /// When the next pending one is due.
    package func nextMoment(lane: WriteLane = .gitHub) throws(StorageError) -> Timestamp? {
        try tx.query(
            """
            SELECT min(not_before) AS due FROM github_writes
            WHERE state = 'pending' AND $1 = CASE WHEN kind IN ('note', 'notify', 'dispatch', 'script') THEN 1 ELSE 0 END
            """, [.number(lane == .outside ? 1 : 0)]
        ).first?.optionalTime("due")
    }

    /// Records that this revision was sent. Where a later edit replaced it meanwhile, the write stays pending as an edit of
    /// what was sent, due at once, and false is returned.
    @discardableResult
    package func markSent(_ write: GitHubWrite, remoteID: String?, now: Timestamp) throws(StorageError) -> Bool {
        let rows = try tx.query(
            """
            UPDATE github_writes SET state = CASE WHEN revision = $2 THEN 'sent' ELSE 'pending' END,
                remote_id = COALESCE($3, remote_id), note = NULL, updated_at = $4,
                attempts = CASE WHEN revision = $2 THEN attempts + 1 ELSE 0 END,
                not_before = CASE WHEN revision = $2 THEN not_before ELSE $4 END
            WHERE id = $1 AND state = 'pending' RETURNING state
            """, [.integer(write.id), .number(write.revision), .string(remoteID), .time(now)])
        return try rows.first?.text("state") == GitHubWriteState.sent.rawValue
    }

    /// Counts an attempt that did not succeed and waits until `moment`.
    package func reschedule(_ id: Int64, at moment: Timestamp, note: String, now: Timestamp) throws(StorageError) {
        try tx.execute(
            """
            UPDATE github_writes SET attempts = attempts + 1, not_before = $2, note = $3, updated_at = $4
            WHERE id = $1 AND state = 'pending'
            """, [.integer(id), .time(moment), .text(note), .time(now)])
    }

    /// Brings forward the writes that a process which is gone had begun: they are due at the earliest `pause` after their begin, by
    /// when the other side has either done or dropped what it was asked.
    package func resumeBegun(after pause: Duration, lane: WriteLane = .gitHub, now: Timestamp) throws(StorageError) {
        try tx.execute(
            """
            UPDATE github_writes SET not_before = CASE WHEN updated_at + $2 > $1 THEN updated_at + $2 ELSE $1 END
            WHERE state = 'pending' AND note = $3
                AND $4 = CASE WHEN kind IN ('note', 'notify', 'dispatch', 'script') THEN 1 ELSE 0 END
                AND not_before > CASE WHEN updated_at + $2 > $1 THEN updated_at + $2 ELSE $1 END
            """, [.time(now), .number(Int(pause / .milliseconds(1))), .text(Self.begun), .number(lane == .outside ? 1 : 0)])
    }

    /// Ends a pending write that will not be sent; false where it is pending no longer, or a later edit took its place.
    @discardableResult
    package func giveUp(
        _ id: Int64, revision: Int? = nil, as end: GitHubWriteEnd, note: String, now: Timestamp
    ) throws(StorageError) -> Bool {
        try tx.execute(
            """
            UPDATE github_writes SET state = $2, note = $3, updated_at = $4
            WHERE id = $1 AND state = 'pending' AND (revision = $5 OR $5 IS NULL)
            """, [.integer(id), .text(end.state.rawValue), .text(note), .time(now), .number(revision)]) == 1
    }
}
