extension GitHub {
    /// Of an issue, a pull request or a milestone.
    package enum State: String, Hashable, Sendable {
        case open, closed
    }
}

extension WireObject {
    func state() throws(GitHubError) -> GitHub.State {
        guard let state = GitHub.State(rawValue: try text("state")) else {
            throw .unreadable("state is neither open nor closed")
        }
        return state
    }
}
