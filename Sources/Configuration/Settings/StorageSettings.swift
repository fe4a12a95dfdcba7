/// `[storage]`.
package struct StorageSettings: Sendable, Equatable {
    package let database: DatabaseLocation
    /// Absolute; 0700.
    package let dataFolder: String
    /// In bytes that are left: below, no job is begun, and nothing is received.
    package let lowWaterForJobs: Int
    package let lowWater: Int
    package let retention: Retention

    package struct Retention: Sendable, Equatable {
        package let deliveries: Duration
        package let logs: Duration
        package let failedWorkspaces: Duration
    }
}
