/// `[limits]`.
package struct LimitSettings: Sendable, Equatable {
    package let jobs: Int
    package let jobsPerRepository: Int
    /// Starts of a job before it counts as failed; at least 1.
    package let attempts: Int
    /// Between the first two starts of a job that failed for a passing reason, doubling from there, and at most.
    package let retryAfter: Duration
    package let retryAtMost: Duration
    /// In bytes.
    package let payload: Int
    package let writesPerMinute: Int
    package let writesPerHour: Int
    /// Times that rules are carried out for one other bot on one item, within `botWindow`.
    package let botAnswers: Int
    package let botWindow: Duration
    /// Of a worker without a sign of life on its job.
    package let lease: Duration
    /// Of an agent without its service.
    package let abandonAfter: Duration
    /// From the start of an agent to the first word about how far it is; later ones come ever less often.
    package let progress: Duration
    /// For running jobs, from the order to stop until they are ended.
    package let drain: Duration
    package let changedFiles: Int
    /// In bytes.
    package let changedSize: Int
    /// In US dollars; nil for no limit.
    package let dollarsPerDay: Double?
    package let dollarsPerRepositoryDay: Double?
}
