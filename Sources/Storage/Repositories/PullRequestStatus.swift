/// In the words of `code_pull_requests.status`.
package enum PullRequestStatus: String, CaseIterable, Sendable {
    case open, closed, merged
}
