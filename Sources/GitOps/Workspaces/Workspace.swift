package import Identifiers
internal import POSIX

/// A folder in which one job works: `tree/` is what the agent gets, what lies beside it is HookBot's.
package struct Workspace: Hashable, Sendable {
    package let path: String
    package let branch: BranchName
    /// The commit `tree/` was made from, and with which it is compared on import.
    package let base: CommitID

    /// Names a workspace that `createWorkspace` made, in this process or in an earlier one.
    package init(path: String, branch: BranchName, base: CommitID) {
        self.path = path
        self.branch = branch
        self.base = base
    }

    /// The working tree. Its `.git` is the agent's: nothing of HookBot ever opens it.
    package var tree: String { "\(path)/tree" }

    /// What each file looked like when the workspace was made.
    var manifest: String { "\(path)/base.manifest" }

    /// Removes the workspace with everything in it; blocks the calling thread.
    package func remove() throws(GitError) {
        try system { () throws(SystemError) in try Files.removeTree(path) }
    }
}
