/// How much a sandbox is insisted on.
package enum SandboxMode: String, Hashable, Sendable, CaseIterable {
    /// No sandbox, no run.
    case required
    /// Without one where none works, and the run says so.
    case preferred
    case off
}

/// What of the network a sandboxed agent sees.
package enum SandboxNetwork: String, Hashable, Sendable, CaseIterable {
    /// All that the machine sees.
    case shared
    /// Only a loopback interface of its own.
    case none
}
