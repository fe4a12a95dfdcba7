package import Identifiers

extension JobStore {
    /// Lets a running job go until `moment` for a reason that is not its own: no attempt is used up.
    package func wait(_ fence: Fence, until moment: Timestamp, note: String, now: Timestamp) throws(StorageError) -> Bool {
        guard try reschedule(fence, at: moment, note: note, now: now) else { return false }
        try tx.execute("UPDATE agent_jobs SET max_attempts = max_attempts + 1 WHERE id = $1", [.job(fence.job)])
        return true
    }
}
