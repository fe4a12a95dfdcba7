package import Identifiers

/// What a remote advertises.
package struct RemoteReferences: Hashable, Sendable {
    /// Nil for a repository without commits.
    package var defaultBranch: String?
    /// Branch name → head. Names are as the remote wrote them: data, not `BranchName`s.
    package var branches: [String: CommitID]
    /// The heads of those pull requests that were asked for and exist.
    package var pullRequests: [Int: CommitID]

    package init(defaultBranch: String? = nil, branches: [String: CommitID] = [:], pullRequests: [Int: CommitID] = [:]) {
        self.defaultBranch = defaultBranch
        self.branches = branches
        self.pullRequests = pullRequests
    }
}
