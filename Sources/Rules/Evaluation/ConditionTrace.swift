/// How a condition came to its verdict, in the order it was written.
package struct ConditionTrace: Sendable, Equatable {
    package indirect enum Node: Sendable, Equatable {
        case always
        case all([ConditionTrace])
        case any([ConditionTrace])
        case not(ConditionTrace)
        case leaf(LeafTrace)
    }

    package let node: Node
    package let verdict: Verdict
    /// The verdict would be another one if a missing value were there; a `not` that holds for this reason is flagged.
    package let restsOnMissing: Bool

    /// A `not` made true by a value that is not there.
    package var isMissingTurnedTrue: Bool {
        if case .not = node { restsOnMissing && verdict == .holds } else { false }
    }

    /// The leaf that decided that the condition does not hold; under `not` it is one that did.
    package var firstFailingLeaf: LeafTrace? {
        verdict == .holds || verdict == .notEvaluated ? nil : firstLeaf(wanting: false)
    }

    /// Values that nobody looked up.
    var unknownAttributes: Set<Attribute> {
        switch node {
        case .always: []
        case .all(let children), .any(let children): children.reduce(into: []) { $0.formUnion($1.unknownAttributes) }
        case .not(let child): child.unknownAttributes
        case .leaf(let leaf):
            if case .attribute(let attribute, _) = leaf.leaf.subject, attribute.cost == .api, leaf.verdict == .unknown {
                [attribute]
            } else {
                []
            }
        }
    }

    private func firstLeaf(wanting holds: Bool) -> LeafTrace? {
        switch node {
        case .always: nil
        case .leaf(let leaf): leaf
        case .not(let child): child.firstLeaf(wanting: !holds)
        case .all(let children), .any(let children):
            (children.first { holds ? $0.verdict == .holds : $0.verdict.isFalse }
                ?? children.first { $0.verdict == .unknown })?
                .firstLeaf(wanting: holds)
        }
    }
}
