internal import JSON

extension Leaf {
    func evaluate(in source: ValueSource) -> LeafResult {
        switch subject {
        case .field(let path):
            return walk(source.event.payload, path.steps[...], source.facts)
        case .attribute(let attribute, let quantifier):
            switch source.value(of: attribute) {
            case .unknown:
                return LeafResult(
                    verdict: .unknown, note: attribute == .actorPermission ? .permissionNotKnown : .notLookedUp)
            case .missing: return absent
            case .present(let value):
                return walk(value, quantifier.map { [.each($0)] } ?? [], source.facts)
            }
        }
    }

    /// Only `exists = false` holds where nothing is.
    private var absent: LeafResult {
        if case .exists(let expected) = test { LeafResult(verdict: expected ? .fails : .holds) } else { .missing }
    }

    private func walk(_ value: JSONValue, _ steps: ArraySlice<FieldPath.Step>, _ facts: Facts) -> LeafResult {
        guard !value.isNull else { return absent }
        guard let step = steps.first else { return test.evaluate(value, isCaseSensitive: isCaseSensitive, facts: facts) }
        let rest = steps.dropFirst()
        switch step {
        case .member(let name): return value[name].map { walk($0, rest, facts) } ?? absent
        case .index(let index): return value[index].map { walk($0, rest, facts) } ?? absent
        case .each(let quantifier):
            guard let elements = value.array else {
                var result = absent
                result.note = .notAList
                return result
            }
            return combine(elements.lazy.map { walk($0, rest, facts) }, by: quantifier)
        }
    }

    /// Looks at no more elements than it takes.
    private func combine(_ results: some Sequence<LeafResult>, by quantifier: Quantifier) -> LeafResult {
        var seen: [JSONValue] = []
        var note: LeafNote?
        var count = 0
        var missing = 0
        var isUnknown = false
        var decided: Verdict?
        for result in results {
            count += 1
            seen += result.seen
            note = note ?? result.note
            if result.verdict == .missing { missing += 1 }
            if result.verdict == .unknown { isUnknown = true }
            switch quantifier {
            case .any: if result.verdict == .holds { decided = .holds }
            case .none: if result.verdict == .holds { decided = .fails }
            case .all: if result.verdict == .fails { decided = .fails }
            }
            if decided != nil { break }
        }
        let verdict: Verdict =
            if let decided {
                decided
            } else if isUnknown {
                .unknown
            } else {
                switch quantifier {
                case .any: count > 0 && missing == count ? .missing : .fails
                case .all: missing > 0 ? .missing : .holds
                case .none: .holds
                }
            }
        return LeafResult(verdict: verdict, seen: seen, note: count == 0 ? .emptyList : decided == .holds ? nil : note)
    }
}
