/// A problem and where it was written.
package struct LocatedProblem: Equatable, Sendable {
    package let problem: RuleProblem
    /// Of the leaf where one is to blame, else of the rule.
    package let location: String?
    /// The name of the rule.
    package let rule: String
}
