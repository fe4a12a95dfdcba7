internal import JSON
internal import Patterns

extension Condition {
    /// Every leaf, as written.
    package var leaves: [Leaf] {
        switch self {
        case .always: []
        case .leaf(let leaf): [leaf]
        case .not(let child): child.leaves
        case .all(let children), .any(let children): children.flatMap(\.leaves)
        }
    }

    /// E207: lists without members, and `all` over one value that would have to be two.
    var structureProblems: [(problem: RuleProblem, location: String?)] {
        switch self {
        case .always, .leaf: return []
        case .not(let child): return child.structureProblems
        case .any(let children):
            return emptyProblem(children, "any") + children.flatMap(\.structureProblems)
        case .all(let children):
            return emptyProblem(children, "all") + contradictions(among: children) + children.flatMap(\.structureProblems)
        }
    }

    private func emptyProblem(_ children: [Condition], _ word: String) -> [(problem: RuleProblem, location: String?)] {
        guard children.isEmpty else { return [] }
        return [
            (
                RuleProblem(.emptyCondition, "'\(word)' is empty", help: "write when = \"always\" to match every event"), nil
            )
        ]
    }

    private func contradictions(among children: [Condition]) -> [(problem: RuleProblem, location: String?)] {
        var wanted: [Subject: JSONValue] = [:]
        for case .leaf(let leaf) in children {
            guard let value = leaf.onlyValue else { continue }
            if let other = wanted[leaf.subject], !other.equals(value, isCaseSensitive: leaf.isCaseSensitive) {
                let message = "'\(leaf.subject)' cannot be \(other.shortText(limit: 40)) and \(value.shortText(limit: 40))"
                return [(RuleProblem(.emptyCondition, message, help: "use any = [..] for either"), leaf.location)]
            }
            wanted[leaf.subject] = value
        }
        return []
    }
}

extension Leaf {
    /// The one value for which it holds; nil where there are more, also because of a list.
    fileprivate var onlyValue: JSONValue? {
        switch subject {
        case .attribute(_, let quantifier): if quantifier != nil { return nil }
        case .field(let path): if path.hasQuantifier { return nil }
        }
        switch test {
        case .compare(let comparison, let value) where comparison == .eq: return value
        case .pattern(let pattern):
            if case .exact(let text) = pattern.kind { return .string(text) }
            return nil
        case .compare, .oneOf, .contains, .startsWith, .endsWith, .exists, .length, .isSelf, .path: return nil
        }
    }
}
