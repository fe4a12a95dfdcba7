import JSON
import Rules
import TestSupport
import Testing

@Suite struct ConditionPropertyTests {
    private static func leaves() throws -> [Condition] {
        try [
            ["state": "open"], ["state": "closed"], ["label-added": "glob:agent:*"], ["label-removed": "x"], ["draft": true],
            ["labels": ["any": "bug"]], ["labels": ["none": "bug"]], ["field": "issue.body", "regex": "crash"],
            ["field": "issue.comments", "gt": 2], ["field": "issue.milestone.due_on", "exists": false], ["author": "self"],
            ["field": "issue.labels[all].description", "eq": "x"], ["actor-permission": ["ge": "write"]],
        ].map { try Condition(leafTable: $0) } + [.always]
    }

    private static func condition(_ leaves: [Condition], _ depth: Int, _ generator: inout SeededGenerator) -> Condition {
        let choice = depth == 0 ? 0 : Int.random(in: 0..<5, using: &generator)
        let children = { (generator: inout SeededGenerator) in
            (0..<Int.random(in: 1...4, using: &generator)).map { _ in condition(leaves, depth - 1, &generator) }
        }
        switch choice {
        case 1: return .all(children(&generator))
        case 2: return .any(children(&generator))
        case 3: return .not(condition(leaves, depth - 1, &generator))
        default: return leaves[Int.random(in: 0..<leaves.count, using: &generator)]
        }
    }

    private static func verdict(_ condition: Condition, _ facts: Facts, exhaustive: Bool = false) throws -> Verdict {
        let rule = Rule(name: "r", on: [try EventPattern("issues")], condition: condition, actions: [])
        let explanation = evaluate([rule], event: Fixtures.issuesLabeled, facts: facts, exhaustive: exhaustive)
        return try #require(explanation.rules[0].condition).verdict
    }

    /// Missing is a reason to fail, not a truth of its own.
    private static func truth(_ condition: Condition, _ facts: Facts, exhaustive: Bool = false) throws -> Bool? {
        switch try verdict(condition, facts, exhaustive: exhaustive) {
        case .holds: true
        case .fails, .missing: false
        case .unknown: nil
        case .notEvaluated: throw CancellationError()
        }
    }

    @Test(arguments: [Facts(), Facts(actorPermission: .write, identity: Identity(login: "ana")), Facts(actorPermission: .read)])
    func `the laws of logic hold for any condition`(facts: Facts) throws {
        var generator = SeededGenerator(state: 2026)
        let leaves = try Self.leaves()
        var seen: Set<Bool?> = []
        for _ in 0..<400 {
            let condition = Self.condition(leaves, 4, &generator)
            let other = Self.condition(leaves, 3, &generator)
            let truth = try Self.truth(condition, facts)
            seen.insert(truth)
            #expect(try Self.truth(.not(.not(condition)), facts) == truth)
            #expect(try Self.truth(condition, facts, exhaustive: true) == truth)
            #expect(
                try Self.truth(.not(.all([condition, other])), facts)
                    == Self.truth(.any([.not(condition), .not(other)]), facts))
            #expect(
                try Self.truth(.not(.any([condition, other])), facts)
                    == Self.truth(.all([.not(condition), .not(other)]), facts))
            #expect(try Self.truth(.all([condition, other]), facts) == Self.truth(.all([other, condition]), facts))
            #expect(try Self.truth(.any([condition, .always]), facts) == true)
        }
        #expect(seen.isSuperset(of: [true, false]))
    }

    @Test func `not of a missing value holds and is flagged`() throws {
        let missing = try Condition(leafTable: ["draft": true])
        let present = try Condition(leafTable: ["state": "closed"])
        func trace(_ condition: Condition) throws -> ConditionTrace {
            let rule = Rule(name: "r", on: [try EventPattern("issues")], condition: condition, actions: [])
            return try #require(evaluate([rule], event: Fixtures.issuesLabeled).rules[0].condition)
        }
        #expect(try trace(missing).verdict == .missing)
        #expect(try trace(.not(missing)).verdict == .holds)
        #expect(try trace(.not(missing)).isMissingTurnedTrue)
        #expect(try trace(.not(.any([missing]))).isMissingTurnedTrue)
        #expect(try !trace(.not(present)).isMissingTurnedTrue)
        #expect(try !trace(.not(.all([present, missing]))).isMissingTurnedTrue)
    }
}
