package import Identifiers

/// When a rule was last carried out for one thing.
package struct RuleStart: Hashable, Sendable {
    package let startedAt: Timestamp
    /// The delivery it was carried out for.
    package let delivery: Int64?
}
