/// The conversation a run belongs to.
package enum ClaudeSession: Hashable, Sendable {
    /// A UUID never used before.
    case new(String)
    case resume(String)

    var arguments: [String] {
        switch self {
        case .new(let identifier): ["--session-id", identifier]
        case .resume(let identifier): ["--resume", identifier]
        }
    }
}
