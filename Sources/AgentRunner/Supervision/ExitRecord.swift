package import Identifiers

/// How a run ended, as its supervisor saw it.
package struct ExitRecord: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
        case notStarted(program: String, isMissing: Bool, message: String)
        /// No supervisor was left to see it.
        case lost
    }

    package var end: End
    /// Why the supervisor ended it; nil when it ended by itself.
    package var stop: StopReason?
    package var isSandboxed: Bool
    package var startedAt: Timestamp
    package var endedAt: Timestamp
    package var processorMilliseconds: Int64
    /// The largest resident size of any of its processes.
    package var residentBytes: Int64
    /// All it wrote, whether it was kept or not.
    package var outputBytes: Int
    package var errorBytes: Int
    /// Of both outputs: what was not kept.
    package var omittedBytes: Int
    /// The end of what it wrote to standard error, at most 4 KiB.
    package var errorTail: String

    package init(
        end: End, stop: StopReason? = nil, isSandboxed: Bool = false, startedAt: Timestamp = Timestamp(milliseconds: 0),
        endedAt: Timestamp = Timestamp(milliseconds: 0), processorMilliseconds: Int64 = 0, residentBytes: Int64 = 0,
        outputBytes: Int = 0, errorBytes: Int = 0, omittedBytes: Int = 0, errorTail: String = ""
    ) {
        self.end = end
        self.stop = stop
        self.isSandboxed = isSandboxed
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.processorMilliseconds = processorMilliseconds
        self.residentBytes = residentBytes
        self.outputBytes = outputBytes
        self.errorBytes = errorBytes
        self.omittedBytes = omittedBytes
        self.errorTail = errorTail
    }
}
