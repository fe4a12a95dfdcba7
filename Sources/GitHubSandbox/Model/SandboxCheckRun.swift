package import Identifiers
internal import JSON

/// A check run, which only an App can write.
package struct SandboxCheckRun: Sendable, Identifiable {
    package let id: Int64
    package let commit: String
    package var name: String
    package var status: String
    package var conclusion: String?
    package var title: String?
    package var summary: String?
    package var text: String?
    var annotations: [JSONValue] = []
    var detailsURL: String?
    var externalID: String
    package let startedAt: Timestamp
    package var completedAt: Timestamp?

    static let conclusions = [
        "action_required", "cancelled", "failure", "neutral", "success", "skipped", "stale", "timed_out",
    ]
}
