/// `[limits]`.
package struct LimitSettings: Sendable, Equatable {
    package let jobs: Int
    package let jobsPerRepository: Int
    /// Starts of a job before it counts as failed; at least 1.
    package let attempts: Int
    /// In bytes.
    package let payload: Int
    package let writesPerMinute: Int
    /// For running jobs, from the order to stop until they are ended.
    package let drain: Duration
    package let changedFiles: Int
    /// In bytes.
    package let changedSize: Int
    /// In US dollars; nil for no limit.
    package let dollarsPerDay: Double?
    package let dollarsPerRepositoryDay: Double?
}
