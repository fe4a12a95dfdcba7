/// Why a write is not sent.
package enum GitHubWriteEnd: Hashable, Sendable {
    case failed, abandoned

    var state: GitHubWriteState {
        switch self {
        case .failed: .failed
        case .abandoned: .abandoned
        }
    }
}
