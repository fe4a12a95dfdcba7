/// `[storage]`.
package struct StorageSettings: Sendable, Equatable {
    package let database: DatabaseLocation
    /// Absolute; 0700.
    package let dataFolder: String
    package let retention: Retention

    package struct Retention: Sendable, Equatable {
        package let deliveries: Duration
        package let logs: Duration
        package let failedWorkspaces: Duration
    }
}
