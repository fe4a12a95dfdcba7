/// Whether a sandbox works on this machine.
package enum SandboxCheck: Hashable, Sendable {
    case working(program: String)
    /// With what a person can do about it.
    case unavailable(reason: String, remedy: String)
}
