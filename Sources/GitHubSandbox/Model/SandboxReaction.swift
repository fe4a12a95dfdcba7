package import Identifiers

/// One emoji somebody left; the same one twice is still one.
package struct SandboxReaction: Sendable, Hashable {
    package let id: Int64
    package let user: Int64
    package let content: String
    package let createdAt: Timestamp

    /// Every word GitHub takes.
    static let contents = ["+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes"]
}
