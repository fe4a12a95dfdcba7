package import Identifiers
package import JSON

/// What dispatching a stored delivery again would do.
package enum ReplayPlan: Sendable {
    /// Nothing, and why.
    case nothing(String)
    /// The rules that listen to its event.
    case rules([Rule])

    package struct Rule: Sendable {
        package var name: String
        package var isMatched: Bool
        package var explanation: JSONValue
        package var actions: [Action]
    }

    package struct Action: Sendable {
        /// Its place in the rule's `do`, from 0.
        package var index: Int
        package var kind: String
        package var use: String?
        /// The job that this action made for the delivery already.
        package var job: JobID?
        /// Whether it was done already and will not be done again.
        package var isDone: Bool
    }

    package var json: JSONValue {
        switch self {
        case .nothing(let why): ["rules": [], "note": .string(why)]
        case .rules(let rules):
            [
                "rules": .array(
                    rules.map { rule in
                        [
                            "rule": .string(rule.name), "matched": .bool(rule.isMatched), "explanation": rule.explanation,
                            "actions": .array(
                                rule.actions.map { action in
                                    [
                                        "index": .integer(Int64(action.index)), "action": .string(action.kind),
                                        "use": JSONValue(action.use), "job": JSONValue(action.job?.description),
                                        "done": .bool(action.isDone),
                                    ]
                                }),
                        ]
                    }), "note": .null,
            ]
        }
    }
}
