internal import Glibc

/// A process as it can be told from a later one with the same number: across its end, and across a restart of the machine.
package struct ProcessIdentity: Hashable, Sendable {
    package let identifier: Int32
    /// Clock ticks since the machine started, field 22 of proc_pid_stat(5).
    package let startTicks: UInt64
    package let bootID: String

    package init(identifier: Int32, startTicks: UInt64, bootID: String) {
        self.identifier = identifier
        self.startTicks = startTicks
        self.bootID = bootID
    }

    /// A process that runs now; nil for none and for a zombie.
    package init?(of identifier: Int32) {
        guard let status = ProcessTable.status(of: identifier), status.state != "Z", status.state != "X",
            let bootID = Self.currentBootID
        else { return nil }
        self.init(identifier: identifier, startTicks: status.startTicks, bootID: bootID)
    }

    package var isRunning: Bool { ProcessIdentity(of: identifier) == self }

    private static var currentBootID: String? {
        guard let text = try? Files.readText("/proc/sys/kernel/random/boot_id", limit: 128) else { return nil }
        return text.split(separator: "\n").first.map(String.init)
    }
}
