package import Identifiers

extension JobStore {
    /// Lets a running job go until `moment` for a reason that is not its own: no attempt is used up.
    package func wait(
        _ fence: Fence, until moment: Timestamp, note: String, forAccount: Bool = false, now: Timestamp
    ) throws(StorageError) -> Bool {
        guard try reschedule(fence, at: moment, note: note, now: now) else { return false }
        try tx.execute(
            "UPDATE agent_jobs SET max_attempts = max_attempts + 1, waits_for_account = $2 WHERE id = $1",
            [.job(fence.job), .flag(forAccount)])
        return true
    }

    /// An account may be used again: jobs that wait for one need not wait until the time they were told.
    package func hastenThoseWaitingForAccounts(now: Timestamp) throws(StorageError) {
        try tx.execute(
            "UPDATE agent_jobs SET not_before = $1 WHERE state = 'retry_wait' AND waits_for_account = 1 AND not_before > $1",
            [.time(now)])
    }
}
