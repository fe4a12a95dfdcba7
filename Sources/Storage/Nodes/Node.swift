package import Identifiers

/// One running HookBot.
package struct Node: Hashable, Sendable {
    package let id: String
    /// Of the machine, from the kernel: after a reboot no process of before is alive.
    package let bootID: String
    package let pid: Int
    /// In clock ticks since boot (proc(5)).
    package let pidStarted: Int64
    package let version: String
    package let startedAt: Timestamp
    package let heartbeatAt: Timestamp

    package init(
        id: String, bootID: String, pid: Int, pidStarted: Int64, version: String, startedAt: Timestamp, heartbeatAt: Timestamp
    ) {
        self.id = id
        self.bootID = bootID
        self.pid = pid
        self.pidStarted = pidStarted
        self.version = version
        self.startedAt = startedAt
        self.heartbeatAt = heartbeatAt
    }

    init(_ row: Row) throws(StorageError) {
        id = try row.text("id")
        bootID = try row.text("boot_id")
        pid = try row.int("pid")
        pidStarted = try row.integer("pid_started")
        version = try row.text("version")
        startedAt = try row.time("started_at")
        heartbeatAt = try row.time("heartbeat_at")
    }
}
