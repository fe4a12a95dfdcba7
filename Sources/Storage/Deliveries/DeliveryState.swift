/// How far a delivery has come.
package enum DeliveryState: String, CaseIterable, Sendable {
    /// Stored, not looked at yet.
    case received
    /// Evaluated; its jobs and writes are stored.
    case dispatched
    /// Of no interest to any rule.
    case ignored
    /// No event HookBot can read.
    case unreadable
    /// Given up after too many attempts.
    case failed
}
