package import Identifiers
internal import JSON

/// `accounts`: a row for each account that was ever configured, paused or used.
package struct AccountStore {
    let tx: Transaction

    package func find(_ name: String) throws(StorageError) -> Account? {
        try tx.query("SELECT * FROM accounts WHERE name = $1", [.text(name)]).first.map(Account.init(_:))
    }

    package func list() throws(StorageError) -> [Account] {
        try tx.query("SELECT * FROM accounts ORDER BY name").map(Account.init(_:))
    }

    /// Remembers an account of the configuration; true where it is another key or login than before, which is then as good as new.
    @discardableResult
    package func enroll(_ name: String, fingerprint: String, now: Timestamp) throws(StorageError) -> Bool {
        try tx.execute(
            """
            INSERT INTO accounts (name, fingerprint, updated_at) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, condition = 'ready', exhausted_until = NULL,
                reason = NULL, strikes = 0, updated_at = excluded.updated_at
            WHERE accounts.fingerprint <> excluded.fingerprint
            """, [.text(name), .text(fingerprint), .time(now)]) == 1
    }

    /// Counts a run that starts; part of `RunStore.start`, so that no run is without its count.
    func recordUse(_ name: String, now: Timestamp) throws(StorageError) {
        try tx.execute(
            """
            INSERT INTO accounts (name, uses, last_used_at, updated_at) VALUES ($1, 1, $2, $2)
            ON CONFLICT (name) DO UPDATE SET uses = accounts.uses + 1, last_used_at = excluded.last_used_at,
                updated_at = excluded.updated_at
            """, [.text(name), .time(now)])
    }

    /// Adds what a run cost; part of `RunStore.finish`, which happens once for each run.
    func recordSpend(_ name: String, usd: Double, now: Timestamp) throws(StorageError) {
        try tx.execute(
            "UPDATE accounts SET spent_usd = spent_usd + $2, updated_at = $3 WHERE name = $1",
            [.text(name), .real(usd), .time(now)])
    }

    /// Sets an account aside until then; false where that is no news, as other runs met the same limit. Throws `.fenced` where the
    /// attempt no longer holds its job.
    package func exhaust(
        _ name: String, until: Timestamp, reason: String, _ fence: Fence, now: Timestamp
    ) throws(StorageError) -> Bool {
        try tx.jobs.require(fence)
        // A limit that was met twice at once counts once.
        let changed = try tx.execute(
            """
            INSERT INTO accounts (name, condition, exhausted_until, reason, strikes, updated_at)
            VALUES ($1, 'exhausted', $2, $3, 1, $4)
            ON CONFLICT (name) DO UPDATE SET condition = 'exhausted', exhausted_until = excluded.exhausted_until,
                reason = excluded.reason, strikes = accounts.strikes + 1, updated_at = excluded.updated_at
            WHERE accounts.condition = 'ready' OR accounts.exhausted_until <= excluded.updated_at
            """, [.text(name), .time(until), .text(reason), .time(now)])
        guard changed == 1 else {
            try tx.execute(
                "UPDATE accounts SET exhausted_until = $2 WHERE name = $1 AND exhausted_until < $2", [.text(name), .time(until)])
            return false
        }
        try audit("account.exhausted", name, by: "job \(fence.job)", ["until": .string(until.description)], now)
        return true
    }

    /// Sets an account aside until a person has seen to it; false where it was so already. Throws `.fenced` where the attempt no
    /// longer holds its job.
    package func breakDown(_ name: String, reason: String, _ fence: Fence, now: Timestamp) throws(StorageError) -> Bool {
        try tx.jobs.require(fence)
        let changed = try tx.execute(
            """
            INSERT INTO accounts (name, condition, reason, updated_at) VALUES ($1, 'broken', $2, $3)
            ON CONFLICT (name) DO UPDATE SET condition = 'broken', exhausted_until = NULL, reason = excluded.reason,
                updated_at = excluded.updated_at
            WHERE accounts.condition <> 'broken'
            """, [.text(name), .text(reason), .time(now)])
        guard changed == 1 else { return false }
        try audit("account.broken", name, by: "job \(fence.job)", ["reason": .string(reason)], now)
        return true
    }

    /// A run with it ended well, so that its next limit is the first again.
    package func recordSuccess(_ name: String, now: Timestamp) throws(StorageError) {
        try tx.execute(
            "UPDATE accounts SET strikes = 0, updated_at = $2 WHERE name = $1 AND strikes > 0", [.text(name), .time(now)])
    }

    /// Switches an account off; false where it was.
    package func pause(_ name: String, by person: String, now: Timestamp) throws(StorageError) -> Bool {
        let changed = try tx.execute(
            """
            INSERT INTO accounts (name, paused_by, updated_at) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET paused_by = excluded.paused_by, updated_at = excluded.updated_at
            WHERE accounts.paused_by IS NULL
            """, [.text(name), .text(person), .time(now)])
        if changed == 1 { try audit("account.paused", name, by: person, [:], now) }
        return changed == 1
    }

    /// Has an account used again from now on, whatever it was set aside for; false where nothing kept it. Jobs that wait for an
    /// account are tried again at once.
    package func resume(_ name: String, by person: String, now: Timestamp) throws(StorageError) -> Bool {
        let changed = try tx.execute(
            """
            UPDATE accounts SET paused_by = NULL, condition = 'ready', exhausted_until = NULL, reason = NULL, strikes = 0,
                updated_at = $2
            WHERE name = $1 AND (paused_by IS NOT NULL OR condition <> 'ready')
            """, [.text(name), .time(now)])
        guard changed == 1 else { return false }
        try audit("account.resumed", name, by: person, [:], now)
        try tx.jobs.hastenThoseWaitingForAccounts(now: now)
        return true
    }

    private func audit(
        _ action: String, _ name: String, by actor: String, _ details: JSONValue, _ now: Timestamp
    ) throws(StorageError) {
        try tx.audit.append(
            actor: actor, action: action, subject: AuditSubject(kind: "account", id: name), details: details, now: now)
    }
}
