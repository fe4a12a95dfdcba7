package import Identifiers

/// How a push ended when the conversation itself worked.
package enum PushResult: Hashable, Sendable {
    case pushed
    /// The branch was at the commit before anything was sent.
    case alreadyThere
    /// The remote refused the branch: its reason, and what its hooks said.
    case rejected(reason: String, sideband: String)
    /// The branch was not where it was expected; nil: it does not exist.
    case moved(actual: CommitID?)
}
