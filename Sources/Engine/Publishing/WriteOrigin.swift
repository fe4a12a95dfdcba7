internal import Identifiers
internal import JSON

/// Which action of which rule a write comes from, kept beside what it says.
struct WriteOrigin: Equatable, Sendable {
    var rule: String
    /// The word of the key `action`, and its place in the rule's `do`.
    var action: String
    var index: Int
    /// The row of the delivery; nil once that is forgotten.
    var delivery: Int64?
    /// The same for every try, and for no other action.
    var key: String
    /// Who sent the event.
    var actor: String
    /// The issue or pull request.
    var number: Int64?
    var tellsFailure: Bool
    /// Of the job whose end it waited for.
    var job: JobID?

    static let member = "origin"

    var json: JSONValue {
        [
            "rule": .string(rule), "action": .string(action), "index": .integer(Int64(index)), "delivery": JSONValue(delivery),
            "key": .string(key), "actor": .string(actor), "number": JSONValue(number), "tells_failure": .bool(tellsFailure),
            "job": JSONValue(job?.description),
        ]
    }
}

extension WriteOrigin {
    /// Reads what stands beside a write; nil where no rule asked for it.
    init?(payload: JSONValue) {
        guard let json = payload[Self.member], let rule = json["rule"]?.string, let action = json["action"]?.string,
            let key = json["key"]?.string
        else { return nil }
        self.init(
            rule: rule, action: action, index: Int(json["index"]?.integer ?? 0), delivery: json["delivery"]?.integer, key: key,
            actor: json["actor"]?.string ?? "ghost", number: json["number"]?.integer,
            tellsFailure: json["tells_failure"]?.bool ?? false, job: json["job"]?.string.flatMap { JobID($0) })
    }

    /// A payload with this beside it.
    func beside(_ payload: JSONValue) -> JSONValue {
        guard case .object(var members) = payload else { return payload }
        members[Self.member] = json
        return .object(members)
    }
}
