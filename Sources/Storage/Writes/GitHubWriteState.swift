/// How far a write has come.
package enum GitHubWriteState: String, CaseIterable, Sendable {
    case pending
    case sent
    /// GitHub refused it for good.
    case failed
    /// No longer worth sending.
    case abandoned
}
