/// How much one run may take.
package struct AgentLimits: Hashable, Sendable {
    /// From start to end.
    package var wall: Duration = .seconds(3600)
    /// Without a byte of output.
    package var idle: Duration = .seconds(600)
    /// Between SIGTERM and the end of everything.
    package var grace: Duration = .seconds(10)
    /// Without a sign of life from a daemon (its heartbeat file); nil lets the agent finish however long that takes.
    package var orphan: Duration?
    /// Bytes an agent may write to both outputs together before it is ended.
    package var outputTotal = 200 << 20
    /// Bytes of its output kept from the beginning and from the end.
    package var outputHead = 8 << 20
    package var outputTail = 2 << 20
    /// The same for its error output.
    package var errorHead = 256 << 10
    package var errorTail = 256 << 10
    /// Bytes of one line that are kept.
    package var line = 1 << 20
    /// Bytes the working tree may take on disk; looked at every few seconds.
    package var treeBytes: Int?
    package var processes = 2048
    package var openFiles = 8192
    package var fileBytes = 4 << 30
    /// Seconds of processor time of each single process.
    package var processorSeconds: Int?
    package var addressSpaceBytes: Int?

    package init() {}
}
