/// What looked at a delivery.
package enum RuleMatchKind: String, CaseIterable, Sendable {
    case rule, command
}
