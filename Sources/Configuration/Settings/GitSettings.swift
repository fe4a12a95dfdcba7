package import Patterns
package import Rules

/// `[git]`.
package struct GitSettings: Sendable, Equatable {
    package let branch: Template
    package let authorName: String
    package let authorEmail: String
    package let trailers: [Template]
    /// Compared with the short name of a branch; the default branch is protected besides.
    package let protectedBranches: [StringPattern]
    package let push: PushMode
    /// Whether HookBot's own branches are removed once they are merged.
    package let deletesMerged: Bool

    package enum PushMode: String, Sendable {
        /// Only where the branch still is what was last seen.
        case lease
    }
}
