internal import Patterns

extension Condition {
    /// How much work an evaluation may take; less is done first.
    enum Effort: Int, Comparable {
        case lookup
        /// A pass over a text.
        case scan
        /// A value that somebody has to ask GitHub for.
        case request

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// Of the costliest leaf.
    var effort: Effort {
        switch self {
        case .always: .lookup
        case .all(let children), .any(let children): children.map(\.effort).max() ?? .lookup
        case .not(let child): child.effort
        case .leaf(let leaf): leaf.effort
        }
    }
}

extension Leaf {
    fileprivate var effort: Condition.Effort {
        if case .attribute(let attribute, _) = subject, attribute.cost == .api { return .request }
        switch test {
        case .pattern(let pattern):
            if case .exact = pattern.kind { return .lookup }
            return .scan
        case .contains, .length, .path: return .scan
        case .compare, .oneOf, .startsWith, .endsWith, .exists, .isSelf: return .lookup
        }
    }
}
