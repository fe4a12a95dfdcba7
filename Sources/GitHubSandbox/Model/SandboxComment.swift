package import Identifiers

/// A comment in the conversation of an issue or pull request.
package struct SandboxComment: Sendable, Identifiable {
    package let id: Int64
    package let issue: Int
    package let user: Int64
    package let author: String
    package var body: String
    package let createdAt: Timestamp
    package var updatedAt: Timestamp
    package var reactions: [SandboxReaction] = []
}
