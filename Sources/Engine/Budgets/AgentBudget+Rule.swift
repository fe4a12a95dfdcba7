package import Configuration
package import Rules

extension AgentBudget {
    /// What both allow.
    package func narrowed(by rule: RuleBudget) -> AgentBudget {
        AgentBudget(
            dollars: Self.smaller(dollars, rule.dollars), turns: Self.smaller(turns, rule.turns),
            wall: min(wall, rule.wall ?? wall), idle: min(idle, rule.idle ?? idle))
    }

    private static func smaller<Amount: Comparable>(_ one: Amount?, _ other: Amount?) -> Amount? {
        guard let one else { return other }
        return other.map { min(one, $0) } ?? one
    }
}
