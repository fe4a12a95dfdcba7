package import Identifiers

/// An issue, or the issue side of a pull request.
package struct SandboxIssue: Sendable, Identifiable {
    package let id: Int64
    package let number: Int
    package let user: Int64
    package let author: String
    package var title: String
    package var body: String?
    package var isOpen = true
    package var stateReason: String?
    package var labels: [SandboxLabel] = []
    package var assignees: [Int64] = []
    /// By its number.
    package var milestone: Int?
    package var isLocked = false
    package var lockReason: String?
    var labelEvents: [SandboxLabelEvent] = []
    package var reactions: [SandboxReaction] = []
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    var closedAt: Timestamp?
    package var pull: SandboxPull?

    /// Whether a label of this name is set, in any case.
    package func has(label name: String) -> Bool { labels.contains { $0.name.lowercased() == name.lowercased() } }
}
