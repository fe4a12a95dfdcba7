/// What follows when an action cannot be carried out for good: `on-failure`.
package enum FailureReaction: String, Sendable, CaseIterable {
    /// It stands in the log and in the audit log; the other actions go on.
    case log
    /// It is said in a comment on the issue or pull request, too.
    case comment
}
