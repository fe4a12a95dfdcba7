/// Whether a worktree is in use, and if not, whether it is there.
package enum WorkspaceState: String, CaseIterable, Sendable {
    case active
    /// Left on purpose, for a resume or for a person to look at.
    case kept
    case removed
}
