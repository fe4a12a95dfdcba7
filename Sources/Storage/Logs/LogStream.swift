/// Where a log entry came from.
package enum LogStream: String, CaseIterable, Sendable {
    case stdout, stderr
    /// HookBot itself.
    case system
}
