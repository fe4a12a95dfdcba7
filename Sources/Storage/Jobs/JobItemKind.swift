/// GitHub numbers both in one sequence.
package enum JobItemKind: String, CaseIterable, Sendable {
    case issue
    case pullRequest = "pull_request"
}
