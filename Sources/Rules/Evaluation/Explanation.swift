/// What every rule made of one event.
package struct Explanation: Sendable, Equatable {
    /// `issues.labeled`.
    package let event: String
    package let repository: String?
    package let actor: String?
    /// In the order of the rules.
    package let rules: [RuleExplanation]

    /// Indexes of the rules that matched, in order.
    package var matches: [Int] { rules.filter(\.isMatched).map(\.index) }

    /// Whether the verdict may change once the sender's permission and our identity are known.
    package var needsFacts: Bool { rules.contains(where: \.needsFacts) }

    /// What GitHub has to be asked for to decide; empty where only our own identity is missing, or nothing.
    package var wanted: Set<Attribute> { rules.reduce(into: []) { $0.formUnion($1.wanted) } }
}
