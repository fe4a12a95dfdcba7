package import Identifiers

/// A commit status; of those with one context the newest counts.
package struct SandboxStatus: Sendable, Identifiable {
    package let id: Int64
    package let commit: String
    package let state: String
    package let context: String
    package let description: String?
    package let targetURL: String?
    package let creator: Int64
    package let createdAt: Timestamp

    static let states = ["error", "failure", "pending", "success"]
}
