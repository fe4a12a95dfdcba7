/// Which elements of a list must pass a test.
package enum Quantifier: String, Sendable, CaseIterable {
    case any, all, none
}
