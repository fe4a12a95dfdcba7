/// The words a leaf may use for its test.
package enum Operator: String, Sendable, CaseIterable {
    case eq, ne, lt, le, gt, ge
    case `in`
    case glob, regex, contains
    case startsWith = "starts-with"
    case endsWith = "ends-with"
    case exists, length
}
