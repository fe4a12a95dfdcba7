package import Identifiers

/// What an audit entry is about.
package struct AuditSubject: Hashable, Sendable {
    package let kind: String
    package let id: String

    package init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }

    package static func job(_ id: JobID) -> Self { Self(kind: "job", id: id.description) }

    package static func delivery(_ id: Int64) -> Self { Self(kind: "delivery", id: String(id)) }
}
