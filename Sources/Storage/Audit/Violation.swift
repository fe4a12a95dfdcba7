/// A promise that stored rows break.
package struct Violation: Hashable, Sendable, CustomStringConvertible {
    package let invariant: Invariant
    package let detail: String

    package init(invariant: Invariant, detail: String) {
        self.invariant = invariant
        self.detail = detail
    }

    package var description: String { "\(invariant.rawValue): \(detail)" }
}
