package import Identifiers
package import JSON

/// Why a rule or command did or did not act on a delivery.
package struct RuleMatch: Hashable, Sendable {
    package let delivery: Int64
    package let kind: RuleMatchKind
    package let name: String
    package let matched: Bool
    package let explanation: JSONValue
    package let job: JobID?
    package let createdAt: Timestamp

    package init(
        delivery: Int64, kind: RuleMatchKind, name: String, matched: Bool, explanation: JSONValue, job: JobID? = nil,
        createdAt: Timestamp
    ) {
        self.delivery = delivery
        self.kind = kind
        self.name = name
        self.matched = matched
        self.explanation = explanation
        self.job = job
        self.createdAt = createdAt
    }

    init(_ row: Row) throws(StorageError) {
        delivery = try row.integer("delivery_id")
        kind = try row.word("kind")
        name = try row.text("name")
        matched = try row.flag("matched")
        explanation = try row.json("explanation")
        job = try row.optionalJob("job_id")
        createdAt = try row.time("created_at")
    }
}
