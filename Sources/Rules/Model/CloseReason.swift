/// Why an issue is closed, in GitHub's words.
package enum CloseReason: String, Sendable, CaseIterable {
    case completed
    case notPlanned = "not_planned"
}
