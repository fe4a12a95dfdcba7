/// Walks a condition, cheapest parts first, and stops when the verdict is clear; exhaustive for people who want to see all.
struct ConditionEvaluator {
    let source: ValueSource
    let isExhaustive: Bool

    func trace(_ condition: Condition) -> ConditionTrace {
        switch condition {
        case .always: return ConditionTrace(node: .always, verdict: .holds, restsOnMissing: false)
        case .leaf(let leaf):
            let result = leaf.evaluate(in: source)
            return ConditionTrace(
                node: .leaf(LeafTrace(leaf: leaf, verdict: result.verdict, seen: result.seen, note: result.note)),
                verdict: result.verdict, restsOnMissing: result.verdict == .missing)
        case .not(let child):
            let trace = trace(child)
            let verdict: Verdict = trace.verdict.isFalse ? .holds : trace.verdict == .holds ? .fails : trace.verdict
            return ConditionTrace(node: .not(trace), verdict: verdict, restsOnMissing: trace.restsOnMissing)
        case .all(let children):
            let traces = traces(children) { $0.isFalse }
            let failed = traces.filter(\.verdict.isFalse)
            return ConditionTrace(
                node: .all(traces), verdict: failed.isEmpty ? traces.unknownOr(.holds) : .fails,
                restsOnMissing: failed.isEmpty ? traces.contains(where: \.restsOnMissing) : failed.allSatisfy(\.restsOnMissing))
        case .any(let children):
            let traces = traces(children) { $0 == .holds }
            let held = traces.filter { $0.verdict == .holds }
            return ConditionTrace(
                node: .any(traces), verdict: held.isEmpty ? traces.unknownOr(.fails) : .holds,
                restsOnMissing: held.isEmpty ? traces.contains(where: \.restsOnMissing) : held.allSatisfy(\.restsOnMissing))
        }
    }

    /// In the order written, evaluated in the order of what they cost.
    private func traces(_ children: [Condition], endingWith isDecisive: (Verdict) -> Bool) -> [ConditionTrace] {
        var result = [ConditionTrace?](repeating: nil, count: children.count)
        let costs = children.map(\.effort)
        var isDecided = false
        for cost in Set(costs).sorted() {
            for index in children.indices where costs[index] == cost {
                if isDecided, !isExhaustive {
                    result[index] = ConditionTrace(skipped: children[index])
                } else {
                    let trace = trace(children[index])
                    isDecided = isDecided || isDecisive(trace.verdict)
                    result[index] = trace
                }
            }
        }
        return result.compactMap { $0 }
    }
}

extension [ConditionTrace] {
    fileprivate func unknownOr(_ verdict: Verdict) -> Verdict {
        contains { $0.verdict == .unknown } ? .unknown : verdict
    }
}

extension ConditionTrace {
    fileprivate init(skipped condition: Condition) {
        let node: Node =
            switch condition {
            case .always: .always
            case .all(let children): .all(children.map(Self.init(skipped:)))
            case .any(let children): .any(children.map(Self.init(skipped:)))
            case .not(let child): .not(Self(skipped: child))
            case .leaf(let leaf): .leaf(LeafTrace(leaf: leaf, verdict: .notEvaluated, seen: [], note: nil))
            }
        self.init(node: node, verdict: .notEvaluated, restsOnMissing: false)
    }
}
