internal import POSIX

/// A daemon's sign of life to the supervisors of its runs.
package struct Heartbeat: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// To be called several times within the shortest `AgentLimits.orphan`.
    package func beat() throws(AgentError) {
        do { try Files.touch(path) } catch { throw .storage("\(error)") }
    }
}
