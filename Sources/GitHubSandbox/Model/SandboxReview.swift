package import Identifiers

/// A submitted review of a pull request.
package struct SandboxReview: Sendable, Identifiable {
    package enum Verdict: String, Sendable {
        case approved = "APPROVED"
        case changesRequested = "CHANGES_REQUESTED"
        case commented = "COMMENTED"
        case dismissed = "DISMISSED"

        /// The word of a request, as in `"event": "APPROVE"`.
        init?(event: String) {
            switch event {
            case "APPROVE": self = .approved
            case "REQUEST_CHANGES": self = .changesRequested
            case "COMMENT": self = .commented
            default: return nil
            }
        }
    }

    package let id: Int64
    package let pull: Int
    package let user: Int64
    package let author: String
    package var body: String
    package var verdict: Verdict
    package let commit: String
    package let submittedAt: Timestamp
}
